/** Small helpers on maps and lists. */

/** The value of a key, made and kept where there is none yet. */
export function ensure<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Order by UTF-16 units: the same on every machine, unlike `localeCompare`. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of named things by their IRIs. */
export function byIri(a: { readonly iri: string }, b: { readonly iri: string }): number {
  return order(a.iri, b.iri);
}
