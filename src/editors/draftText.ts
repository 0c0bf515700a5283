import * as v from 'valibot';
import { readDocument } from '../core/settings/readDocument.ts';
import { settingId, type Value, type Values } from '../core/settings/setting.ts';
import { numberTable } from '../core/settings/table.ts';
import { draftSchema, type Draft } from './draft.ts';

const secretIds = numberTable.settings.filter(({ type }) => type.kind === 'secret').map(settingId);

const isSecret = ([id, value]: readonly [string, Value]) =>
  secretIds.includes(id) && typeof value === 'string';

const withoutSecrets = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter((entry) => !isSecret(entry)));

/** Whether a draft holds a typed secret (or may hold one because its text cannot be read), or what one was before. */
export function holdsSecret({ text, base, unseen = {} }: Draft): 'typed' | 'past' | 'none' {
  if (Object.entries(unseen).some(isSecret)) return 'typed';
  if (text !== undefined) {
    const read = readDocument(text);
    if (!read.usable || secretIds.some((id) => typeof read.values[id] === 'string')) return 'typed';
  }
  return Object.entries(base).some(isSecret) ? 'past' : 'none';
}

/** What of a draft may stand in a plain file. */
export function openPart(draft: Draft): Draft {
  const { text, unseen, ...rest } = draft;
  return {
    ...rest,
    base: withoutSecrets(draft.base),
    ...(unseen && { unseen: withoutSecrets(unseen) }),
    ...(text === undefined || holdsSecret(draft) === 'typed' ? {} : { text }),
  };
}

/** The whole draft again, from what stood in the file and what the keyring kept of the same state of it. */
export function rejoined(open: Draft, hidden: Draft | undefined): Draft {
  if (!hidden || hidden.stamp !== open.stamp) return open;
  return { ...open, ...hidden, base: { ...open.base, ...hidden.base } };
}

/** Undefined for what is no draft. */
export function parseDraft(text: string | undefined): Draft | undefined {
  if (text === undefined) return undefined;
  try {
    const decoded = v.safeParse(draftSchema, JSON.parse(text));
    return decoded.success ? decoded.output : undefined;
  } catch {
    return undefined;
  }
}
