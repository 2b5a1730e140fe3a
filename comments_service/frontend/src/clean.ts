/** The second wall. The server is the first: nothing here should ever find anything.

Scripts in a fetched document do not run, but `on…` and styles would on pages without a policy. */

const ELEMENTS =
  "script,style,link,meta,base,iframe,frame,object,embed,applet,template,portal,svg,math,img,video,audio,source,picture";
const ATTRIBUTES = /^(on|style$|srcdoc$|ping$|srcset$|background$)/i;
const ADDRESSES = /^(href|src|action|formaction|data|poster|cite|xlink:href)$/i;
const SAFE = /^(https?:|mailto:|[^:]*$|[^:]*[/?#])/i;
// Browsers leave these out before they read a scheme.
const UNSEEN = /[\u0000-\u0020\u00a0]+/g;

export const safe = (address: string): boolean => SAFE.test(address.replace(UNSEEN, ""));

export function clean<T extends Element>(tree: T): T {
  for (const element of tree.querySelectorAll(ELEMENTS)) element.remove();
  for (const element of [tree, ...tree.querySelectorAll("*")]) {
    // By name: `attributes` would make an object of each of some thousand.
    for (const name of element.getAttributeNames()) {
      if (ATTRIBUTES.test(name) || (ADDRESSES.test(name) && !safe(element.getAttribute(name) ?? ""))) {
        element.removeAttribute(name);
      }
    }
  }
  return tree;
}
