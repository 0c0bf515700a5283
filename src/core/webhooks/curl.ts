import type { SentRequest } from './delivery.ts';
import { hidden, type Header } from './headers.ts';
import { hiddenUrl } from './hiddenUrl.ts';
import { maskedBody } from './maskedBody.ts';

export type Shell = 'bash' | 'powershell';

const control = /[\x01-\x1f\x7f]/;

/**
 * A text as one word of bash. Nothing is special inside single quotes but the quote itself; a control character would
 * be taken for a key where the command is pasted, so such a text is written with escapes ($'…', POSIX 2024).
 * A shell word cannot hold NUL: it is left out.
 */
function bashWord(text: string): string {
  const plain = text.replaceAll('\0', '');
  if (!control.test(plain)) return `'${plain.replaceAll("'", "'\\''")}'`;
  const escaped = plain
    .replace(/[\\']/g, '\\$&')
    // Octal, since it has an end: a hexadecimal one would go on with the digits that follow.
    .replace(/[\x01-\x1f\x7f]/g, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `$'${escaped}'`;
}

/**
 * A text as one word of PowerShell. Inside single quotes only quotes are special, the typographic ones among them,
 * and each is written twice (about_Quoting_Rules).
 */
function powershellWord(text: string): string {
  return `'${text.replaceAll('\0', '').replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/** Those that curl makes itself, or that belong to the connection the request once took. */
const own: ReadonlySet<string> = new Set(['content-length', 'host', 'connection', 'transfer-encoding']);

/** What may be a header of a request (RFC 9110): a token, and a value on one line. */
function canBeSent({ name, value }: Header): boolean {
  return name !== undefined && /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !/[\r\n\0]/.test(value);
}

/** An option of curl, and what it is given. */
export type CurlOption = readonly [name: string, value?: string];

/** What curl is told; secrets, those in the URL and of URLs in the body, are masked unless wanted. */
export function curlOptions(request: SentRequest, secrets: boolean): readonly CurlOption[] {
  const { method = 'POST', url = '', headers = [], body } = request;
  const sent = headers
    .filter((header) => canBeSent(header) && !own.has((header.name ?? '').toLowerCase()))
    .map((header) => (secrets ? header : hidden(header)))
    // With a colon and nothing after it curl would leave the header out.
    .map(({ name = '', value }): CurlOption => ['header', value === '' ? `${name};` : `${name}: ${value}`]);
  return [
    // Braces and brackets in a URL are not patterns.
    ['globoff'],
    ['request', method],
    ...sent,
    ...(body && body.kind !== 'empty'
      ? [['data-raw', secrets ? body.text : maskedBody(body.text)] as const]
      : []),
    ['url', secrets ? url : hiddenUrl(url)],
  ];
}

/** A text as curl reads it in a file of options: in double quotes, with escapes. */
function configWord(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' };
  const escaped = text.replaceAll('\0', '').replace(/[\\"]/g, '\\$&');
  return `"${escaped.replace(/[\n\r\t\v]/g, (character) => escapes[character] ?? '')}"`;
}

/** Options as a file that curl reads. */
export const curlConfig = (options: readonly CurlOption[]): string =>
  options.map(([name, value]) => (value === undefined ? name : `${name} = ${configWord(value)}`)).join('\n');

/**
 * A request as a curl command, safe to paste: whatever it holds stays inside one word. PowerShell hands double quotes
 * on to programs in more than one way, so there curl reads everything from a file that goes away again, whatever happens.
 */
export function curlOf(request: SentRequest, shell: Shell, secrets: boolean): string {
  const options = curlOptions(request, secrets);
  if (shell === 'bash') {
    const given = options.flatMap(([name, value]) => [
      `--${name}`,
      ...(value === undefined ? [] : [bashWord(value)]),
    ]);
    return ['curl', ...given].join(' ');
  }
  const config = powershellWord(curlConfig(options));
  return `$c = New-TemporaryFile; try { [IO.File]::WriteAllText($c, ${config}); curl.exe --config $c } finally { Remove-Item $c }`;
}
