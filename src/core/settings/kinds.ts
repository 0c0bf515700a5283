import { t } from '@vscode/l10n';
import { tagKey } from '../model/tag.ts';
import { secretMask, type EnumOption, type Setting, type SettingType, type Value } from './setting.ts';

/** What is common to all settings of one kind. */
interface Kind {
  /** The value when the JSON has the right shape; undefined when not. "Nothing" in any form becomes `null`. */
  readonly decode: (json: unknown) => Value | undefined;
  /** The part of a JSON schema that says the shape. */
  readonly schema: (setting: Setting) => Readonly<Record<string, unknown>>;
  /** What to write instead, when the shape is wrong. */
  readonly expected: (setting: Setting) => string;
}

const text: Kind = {
  decode: (json) => (json === null || json === '' ? null : typeof json === 'string' ? json : undefined),
  schema: () => ({ type: ['string', 'null'] }),
  expected: () => t('Write a text in quotes, or null for none.'),
};

const kinds: Readonly<Record<SettingType['kind'], Kind>> = {
  text,
  secret: text,
  choice: { ...text, expected: () => t('Write the id in quotes, or null for none.') },
  enum: {
    decode: text.decode,
    // Words nobody has heard of are accepted: the account may hold one.
    schema: (setting) => {
      const words = optionsOf(setting).map(({ value }) => value);
      return { ...text.schema(setting), ...(words.length > 0 && { anyOf: [{ enum: words }, {}] }) };
    },
    expected: (setting) => t('Write one of these in quotes: {0}.', wordsOf(setting)),
  },
  switch: {
    decode: (json) => (typeof json === 'boolean' ? json : undefined),
    schema: () => ({ type: 'boolean' }),
    expected: () => t('Write true or false.'),
  },
  tags: {
    decode: (json) => {
      if (json === null) return [];
      const isTags = Array.isArray(json) && json.every((word): word is string => typeof word === 'string');
      return isTags ? json : undefined;
    },
    schema: () => ({ type: 'array', items: { type: 'string', minLength: 1 } }),
    expected: () => t('Write a list of texts, for example ["support", "sales"].'),
  },
};

/** The value that JSON from a document or from the server stands for; undefined when it has another shape. */
export function decodeValue(setting: Setting, json: unknown): Value | undefined {
  return kinds[setting.type.kind].decode(json);
}

/** The part of a JSON schema that says the shape, and what VS Code says where a value has another one. */
export function shapeOf(setting: Setting): Readonly<Record<string, unknown>> {
  return { ...kinds[setting.type.kind].schema(setting), errorMessage: wrongType(setting) };
}

export function expectedShape(setting: Setting): string {
  return kinds[setting.type.kind].expected(setting);
}

/** What to say of a value of another shape. */
export function wrongType(setting: Setting): string {
  return t('{0} has the wrong type. {1}', setting.label(), expectedShape(setting));
}

/** The words a setting may hold, with those that this number is offered; empty when it is no short list. */
export function optionsOf({ type }: Setting, offered: readonly string[] = []): readonly EnumOption[] {
  if (type.kind !== 'enum') return [];
  const more = offered.filter((word) => type.options.every(({ value }) => value !== word));
  return [...type.options, ...more.map((value) => ({ value, label: () => value }))];
}

function wordsOf(setting: Setting): string {
  return optionsOf(setting)
    .map(({ value }) => `"${value}"`)
    .join(', ');
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

/** Whether two values mean the same to the account. */
export function sameValue(one: Value, other: Value): boolean {
  if (!isList(one) || !isList(other)) return one === other;
  const [ones, others] = [one.map(tagKey).sort(), other.map(tagKey).sort()];
  return ones.length === others.length && ones.every((tag, at) => tag === others[at]);
}

/** Like `sameValue`, where absent says unknown. */
export function sameKnown(one: Value | undefined, other: Value | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return sameValue(one, other);
}

/** What goes into a request; undefined when there is no way to say it. */
export function wireValue(setting: Setting, value: Value): Value | undefined {
  return value === null ? setting.cleared : (setting.wire?.(value) ?? value);
}

/** A value in words, for diffs and messages; never shows a secret. `nameOf` knows names for ids. */
export function showValue(
  setting: Setting,
  value: Value | undefined,
  nameOf?: (id: string) => string | undefined,
): string {
  if (value === undefined) return t('unknown');
  if (value === null) return t('none');
  if (setting.type.kind === 'secret') return t('set (hidden)');
  if (typeof value === 'boolean') return value ? t('on') : t('off');
  if (isList(value)) return value.length === 0 ? t('none') : value.join(', ');
  const word = optionsOf(setting)
    .find((option) => option.value === value)
    ?.label();
  return word ?? nameOf?.(value) ?? value;
}

/** Whether a document's value says "leave the secret as it is". */
export function isMask(setting: Setting, json: unknown): boolean {
  return setting.type.kind === 'secret' && json === secretMask;
}
