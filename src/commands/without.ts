/** A filter, or another record whose parts may all be absent, without some of its parts. */
export function without<T extends object>(record: T, ...parts: readonly (keyof T)[]): Partial<T> {
  const kept = { ...record };
  for (const part of parts) Reflect.deleteProperty(kept, part);
  return kept;
}
