import * as v from 'valibot';

/**
 * Pieces for decoding what the API sends. All are tolerant: null, a missing field or a wrong type becomes
 * undefined ("not known"), and enum values stay as they are, also those nobody has heard of.
 */
export const text = v.fallback(v.optional(v.string()), undefined);
export const flag = v.fallback(v.optional(v.boolean()), undefined);

/** Money and codes: strings almost everywhere, numbers in places; kept as given, never calculated with. */
export const literal = v.fallback(
  v.optional(v.union([v.string(), v.pipe(v.number(), v.transform(String))])),
  undefined,
);

/** Stands in a record for what another service of Telnyx knows, when that did not answer (D8): nothing is known. */
export const unavailable = 'UNAVAILABLE';

/** Ids are strings of up to 19 digits or UUIDs; a number would already have lost digits. */
export const id = v.pipe(v.string(), v.minLength(1));

/** An array without the entries that cannot be decoded; undefined when there is no array. */
export function listOf<S extends v.GenericSchema>(entry: S) {
  const entries = v.pipe(
    v.array(v.unknown()),
    v.transform((list) =>
      list.flatMap((raw) => {
        const result = v.safeParse(entry, raw);
        return result.success ? [result.output] : [];
      }),
    ),
  );
  return v.fallback(v.optional(entries), undefined);
}

/** An object in which `part` is decoded, or undefined when it is none. */
export function maybe<S extends v.GenericSchema>(part: S) {
  return v.fallback(v.optional(part), undefined);
}

/** A function that decodes one record, and gives undefined for what cannot be one. */
export function decoder<S extends v.GenericSchema>(
  schema: S,
): (raw: unknown) => v.InferOutput<S> | undefined {
  return (raw) => {
    const result = v.safeParse(schema, raw);
    return result.success ? result.output : undefined;
  };
}

/** For a door that shall hand over what it got. */
export const asIs = (data: unknown): unknown => data;
