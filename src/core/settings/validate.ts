import { t } from '@vscode/l10n';
import { tagKey } from './kinds.ts';
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
  if (setting.type.kind === 'choice' && /\s/u.test(value)) {
    return t('{0} needs an id; "{1}" contains spaces.', setting.label(), value);
  }
  if (value.trim() === '') return t('{0} must not consist of spaces only.', setting.label());
  return undefined;
}

/** What is wrong with a value a person wants to set, as one sentence; undefined when nothing is. */
export function wrongValue(setting: Setting, value: Value): string | undefined {
  if (value === null || typeof value === 'boolean') return setting.limit?.(value);
  const wrong = typeof value === 'string' ? wrongText(setting, value) : wrongTags(value);
  return wrong ?? setting.limit?.(value);
}
