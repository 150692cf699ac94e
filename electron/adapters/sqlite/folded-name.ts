// How names are compared: without case and without regard to compatibility forms.

/**
 * The form under which two names count as the same: Unicode NFKC, upper-cased (which unites ß and SS, ſ and s, as case folding does),
 * NFKC once more because upper-casing may leave that form.
 */
export function foldedName(name: string): string {
  return name.normalize('NFKC').toUpperCase().normalize('NFKC');
}
