import { t } from '@vscode/l10n';
import { tagKey } from '../model/tag.ts';
import { optionsOf } from './kinds.ts';
import type { Setting, Value } from './setting.ts';

// Line breaks and other control characters have no place in one-line settings.
const control = /\p{Cc}/u;

function wrongTags(tags: readonly string[]): string | undefined {
  if (tags.some((tag) => tag.trim() === '')) return t('A tag must not be empty.');
  if (tags.some((tag) => control.test(tag))) return t('A tag must not contain control characters.');
  const seen = new Set<string>();
  for (const tag of tags) {
    if (seen.has(tagKey(tag))) return t('The tag "{0}" is there twice.', tag);
    seen.add(tagKey(tag));
  }
  return undefined;
}

function wrongText(setting: Setting, value: string): string | undefined {
  if (control.test(value))
    return t('{0} must not contain line breaks or control characters.', setting.label());
  if (value.trim() === '') return t('{0} must not consist of spaces only.', setting.label());
  // Telnyx names things by long numbers and UUIDs: what is typed to search by name is neither.
  if (setting.type.kind === 'choice' && !/^(?=.*\d)[\w-]+$/.test(value))
    return t('{0}: "{1}" is not one of the choices. Choose one, or write an ID.', setting.label(), value);
  return undefined;
}

function wrongWord(
  setting: Setting,
  value: string,
  offered: readonly string[] | undefined,
): string | undefined {
  const options = optionsOf(setting, offered);
  // Without a list nobody knows; the server does.
  if (setting.type.kind !== 'enum' || options.length === 0) return undefined;
  if (options.some((option) => option.value === value)) return undefined;
  const words = options.map((option) => `"${option.value}"`).join(', ');
  return t('{0} must be one of these: {1}.', setting.label(), words);
}

/**
 * What is wrong with a value a person wants to set, as one sentence; undefined when nothing is. `offered` are the
 * words that this number may have beside those of the table.
 */
export function wrongValue(setting: Setting, value: Value, offered?: readonly string[]): string | undefined {
  if (value === null && setting.cleared === undefined)
    return t('{0} cannot be set to none: Telnyx tells no way to do it.', setting.label());
  if (value === null || typeof value === 'boolean') return setting.limit?.(value);
  if (typeof value !== 'string') return wrongTags(value) ?? setting.limit?.(value);
  return wrongText(setting, value) ?? wrongWord(setting, value, offered) ?? setting.limit?.(value);
}
