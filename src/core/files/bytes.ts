import { t } from '@vscode/l10n';

/** The text of a file, or why there is none. */
export type FileText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly sentence: string };

const startsWith = (bytes: Uint8Array, ...signs: readonly number[]) =>
  signs.every((sign, at) => bytes[at] === sign);

function encodingOf(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  return 'utf-8';
}

/** Reads UTF-8 and, with its mark, UTF-16, as spreadsheets save them. Another encoding is told, never guessed. */
export function textOfBytes(bytes: Uint8Array): FileText {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04))
    return {
      ok: false,
      sentence: t(
        'This is a workbook, not text. In the spreadsheet, save the sheet as "CSV UTF-8", then import that file.',
      ),
    };
  try {
    return { ok: true, text: new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes) };
  } catch {
    return {
      ok: false,
      sentence: t(
        'This file is not in UTF-8, so its letters cannot be read for certain. In the spreadsheet, save it as "CSV UTF-8", then import that file.',
      ),
    };
  }
}
