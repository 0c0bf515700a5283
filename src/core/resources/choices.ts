import * as v from 'valibot';
import type { Door, PageCall } from '../telnyx/door.ts';
import { listPages } from '../telnyx/pages.ts';
import { decoder, id, listOf, text } from './decode.ts';

/** Something of the account that a setting can point at. */
export interface Choice {
  readonly id: string;
  /** What people call it; the id itself where it has no name. */
  readonly name: string;
}

/** Where the choices of a setting come from. */
export interface Source {
  load(door: Door, signal: AbortSignal): Promise<readonly Choice[]>;
}

/** An empty name is none. */
function named(name: string | undefined, own: string): Choice {
  const trimmed = name?.trim();
  return { id: own, name: trimmed === undefined || trimmed === '' ? own : trimmed };
}

/** More than anybody can look through; searching by name would not find the rest, typing an id still works. */
const mostChoices = 20_000;

/** A source that is a paged list: how to call it, and how a row becomes a choice. */
function list(call: PageCall, toChoice: (raw: unknown) => Choice | undefined): Source {
  return {
    load: async (door, signal) => {
      const listed = await listPages<Choice | undefined>({
        fetchPage: async (number, own) => {
          const page = await door.page(call, number, own);
          return { ...page, rows: page.rows.map(toChoice) };
        },
        identify: (choice) => choice?.id,
        size: 250,
        cap: mostChoices,
        signal,
      });
      return listed.rows.filter((choice) => choice !== undefined);
    },
  };
}

function row<S extends v.GenericSchema>(schema: S, toChoice: (row: v.InferOutput<S>) => Choice) {
  const decode = decoder(schema);
  return (raw: unknown) => {
    const decoded = decode(raw);
    return decoded === undefined ? undefined : toChoice(decoded);
  };
}

const connection = row(v.object({ id, connection_name: text }), (row) => named(row.connection_name, row.id));
const group = row(v.object({ id, name: text }), (row) => named(row.name, row.id));

const addressSchema = v.object({
  id,
  customer_reference: text,
  business_name: text,
  first_name: text,
  last_name: text,
  street_address: text,
  locality: text,
  postal_code: text,
  country_code: text,
});
const address = row(addressSchema, (row) => {
  const person = [row.first_name, row.last_name].filter(Boolean).join(' ');
  const parts = [
    row.business_name === undefined || row.business_name === '' ? person : row.business_name,
    row.street_address,
    row.postal_code,
    row.locality,
    row.country_code,
  ];
  return named(parts.filter(Boolean).join(', '), row.id);
});

const tags = v.object({ number_tags: listOf(v.string()) });

/** Every place that choices come from: `connections.list` and its like, and operation 36 for tags. */
export const sources = {
  connections: list((sdk, query, options) => sdk.connections.list(query, options), connection),
  'billing-groups': list((sdk, query, options) => sdk.billingGroups.list(query, options), group),
  'messaging-profiles': list((sdk, query, options) => sdk.messagingProfiles.list(query, options), group),
  addresses: list((sdk, query, options) => sdk.addresses.list(query, options), address),
  tags: {
    load: async (door, signal) => {
      const told = await door.read(
        (sdk, options) => sdk.userTags.list(undefined, options),
        v.parser(tags),
        signal,
      );
      return (told.number_tags ?? []).map((tag) => ({ id: tag, name: tag }));
    },
  },
} satisfies Readonly<Record<string, Source>>;

export type ChoiceSource = keyof typeof sources;

/** At most `most` choices whose name or id contains every word of the query, those that begin with it first. */
export function searchChoices(choices: readonly Choice[], query: string, most: number): readonly Choice[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const [first = ''] = words;
  const found = choices.filter((choice) => {
    const text = `${choice.name} ${choice.id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const rank = (choice: Choice) => (choice.name.toLowerCase().startsWith(first) ? 0 : 1);
  return found.sort((one, other) => rank(one) - rank(other)).slice(0, most);
}
