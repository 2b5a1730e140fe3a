/** Make a thing once for each name: a formatter costs more than all that a page writes with it. */
export function once<F>(make: (name: string) => F): (name: string) => F {
  const made = new Map<string, F>();
  return (name) => {
    const found = made.get(name) ?? make(name);
    made.set(name, found);
    return found;
  };
}
