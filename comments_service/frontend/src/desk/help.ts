/** The list of keys, where each may be given another, and all be switched off. */

import { clashes, read, type Keys } from "./keys.ts";
import { find } from "./page.ts";

const KEPT = "desk-keys";

export class Help {
  readonly #dialog: HTMLDialogElement;
  #keys: Keys;

  constructor(dialog: HTMLDialogElement) {
    this.#dialog = dialog;
    this.#keys = read(this.#delivered, kept());
    dialog.addEventListener("input", () => this.#set(this.#typed));
    find(dialog, "[data-as-delivered]").addEventListener("click", () => this.#set({ on: true, of: this.#delivered }));
    this.show();
  }

  get keys(): Keys {
    return this.#keys;
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  open(): void {
    this.#dialog.showModal();
  }

  /** Write the keys into the list, and on the buttons that they press. */
  show(): void {
    this.#on.checked = this.#keys.on;
    for (const field of this.#fields) field.value = this.#keys.of[name(field)] ?? "";
    for (const button of document.querySelectorAll<HTMLElement>("[data-key]")) {
      const key = this.#keys.on ? (this.#keys.of[button.dataset["key"] ?? ""] ?? "") : "";
      button.title = key && `Key ${key}`;
      if (key) button.setAttribute("aria-keyshortcuts", key);
      else button.removeAttribute("aria-keyshortcuts");
    }
    const twice = clashes(this.#keys);
    find(this.#dialog, "[data-clash]").textContent = twice.length ? `${twice.join(", ")} does several things: the first of them counts.` : "";
  }

  #set(keys: Keys): void {
    this.#keys = keys;
    keep(JSON.stringify(keys));
    this.show();
  }

  get #on(): HTMLInputElement {
    return find(this.#dialog, "#keys-on");
  }

  get #fields(): HTMLInputElement[] {
    return [...this.#dialog.querySelectorAll<HTMLInputElement>("[data-does]")];
  }

  get #delivered(): Record<string, string> {
    return Object.fromEntries(this.#fields.map((field) => [name(field), field.dataset["delivered"] ?? ""]));
  }

  get #typed(): Keys {
    return { on: this.#on.checked, of: Object.fromEntries(this.#fields.map((field) => [name(field), field.value])) };
  }
}

const name = (field: HTMLInputElement): string => field.dataset["does"] ?? "";

// A browser that keeps nothing for us has the keys as delivered, each time.
function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(keys: string): void {
  try {
    localStorage.setItem(KEPT, keys);
  } catch {
    // For this page they hold.
  }
}
