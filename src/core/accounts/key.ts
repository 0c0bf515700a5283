import { t } from '@vscode/l10n';

export type KeyCheck =
  | {
      readonly ok: true;
      /** Cleaned: this, not what was pasted, is stored and sent. */
      readonly key: string;
      /** Something that looks odd but is no reason to refuse the key. */
      readonly hint?: string;
    }
  | { readonly ok: false; readonly sentence: string };

/** Far above any published key, and below what servers accept as one header. */
const longest = 500;

const quotes: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`', '“': '”', '‘': '’' };

/** Takes off what people copy along: spaces around, quotes, `Authorization:` and `Bearer`. */
function unwrap(pasted: string): string {
  let key = pasted;
  for (let before = ''; before !== key;) {
    before = key;
    key = key
      .trim()
      .replace(/^authorization\s*:/i, '')
      .replace(/^bearer(\s+|$)/i, '');
    const closing = quotes[key.charAt(0)];
    if (closing !== undefined && key.length > 1 && key.endsWith(closing)) key = key.slice(1, -1);
  }
  return key;
}

/**
 * Cleans a pasted API key and says what is wrong with it. A key goes into an HTTP header, so it is one run of
 * visible ASCII characters. That published keys begin with `KEY` is no rule of Telnyx: only a hint here.
 */
export function checkKey(pasted: string): KeyCheck {
  const key = unwrap(pasted);
  const refuse = (sentence: string): KeyCheck => ({ ok: false, sentence });
  if (key === '')
    return refuse(t('Enter an API key. You find it in the Mission Control Portal, under API Keys.'));
  if (/[\r\n\u2028\u2029]/.test(key))
    return refuse(t('An API key is a single line. Paste only the key itself.'));
  if (/\s/.test(key)) return refuse(t('An API key has no spaces in it. Paste only the key itself.'));
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return refuse(
      t('An API key has only letters, digits and signs of ASCII. Copy it again from the portal.'),
    );
  }
  if (key.length > longest) return refuse(t('This is too long to be an API key.'));
  if (!key.startsWith('KEY')) return { ok: true, key, hint: t('Telnyx API keys usually begin with "KEY".') };
  return { ok: true, key };
}
