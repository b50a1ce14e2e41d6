/** `queue(n) for n in 10..100_000`, as in a comment: an expression, and the sizes that n is to have. */

const OVER = /^(?<versus>.*\S)\s+for\s+n\s+in\s+(?<sizes>\S.*?)\s*$/s;

export function splitVersus(typed: string): { readonly versus: string; readonly sizes?: string } {
  const { versus, sizes } = OVER.exec(typed)?.groups ?? {};
  // `sum(x for n in y)` is a generator's own: what stands after a closing bracket is ours.
  if (versus === undefined || sizes === undefined || /[)\]}]/.test(sizes)) return { versus: typed.trim() };
  return { versus, sizes };
}
