import type { SentRequest } from './delivery.ts';
import { hidden, type Header } from './headers.ts';
import { hiddenUrl } from './hiddenUrl.ts';

export type Shell = 'bash' | 'powershell';

/**
 * A text as one word of bash (or any POSIX shell). Nothing is special inside single quotes but the quote itself.
 * A shell word cannot hold NUL: it is left out.
 */
function bashWord(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
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

/** What curl is told; secrets, those in the URL too, are masked unless wanted. */
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
    ...(body && body.kind !== 'empty' ? [['data-raw', body.text] as const] : []),
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
 * on to programs in more than one way, so there curl reads everything from a file that goes away again.
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
  return `$c = New-TemporaryFile; [IO.File]::WriteAllText($c, ${config}); curl.exe --config $c; Remove-Item $c`;
}
