import { pageData } from './page.ts';

export interface HtmlParts {
  readonly title: string;
  /** The person's language as VS Code names it, e.g. `zh-cn`: for dates and numbers. */
  readonly language: string;
  /** Translated words by their English key; empty when there are none for this language. */
  readonly words: Readonly<Record<string, unknown>>;
  /** Random for each page; the only way for a script to run. */
  readonly nonce: string;
  /** What VS Code gives as the source of the page's own files. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

/** The whole HTML of a page: nothing remote, nothing inline but data, one script by nonce. */
export function pageHtml(parts: HtmlParts): string {
  // Without translated words the page speaks English, whatever the language of VS Code is.
  const lang = Object.keys(parts.words).length > 0 ? parts.language : 'en';
  const dir = rightToLeft.has(lang.split('-')[0] ?? '') ? 'rtl' : 'ltr';
  return `<!DOCTYPE html>
<html lang="${escape(lang)}" dir="${dir}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy(parts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${escape(parts.nonce)}">
<title>${escape(parts.title)}</title>
<link rel="stylesheet" href="${escape(parts.style)}">
</head>
<body>
<main></main>
${dataBlock(pageData.language, parts.language)}
${dataBlock(pageData.words, parts.words)}
<script nonce="${escape(parts.nonce)}" src="${escape(parts.script)}"></script>
</body>
</html>`;
}

/** The toolkit makes one style element of its own; it finds the nonce in `meta[property=csp-nonce]`. */
function policy({ cspSource, nonce }: HtmlParts): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `img-src ${cspSource}`,
    `font-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Data, not script: the browser never runs it, and no text in it can end the element. */
function dataBlock(id: string, data: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
