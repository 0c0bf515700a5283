import { html, type TemplateResult } from 'lit-html';

/** Small drawings in the size and weight of VS Code's own; decoration only, the words are beside them. */
const icon = (path: string, directed = false): TemplateResult =>
  html`<svg
    class="icon ${directed ? 'directed' : ''}"
    width="16"
    height="16"
    viewBox="0 0 16 16"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    stroke-width="1.2"
  >
    <path d=${path}></path>
  </svg>`;

export const icons = {
  previous: () => icon('M10 3.5 5.5 8l4.5 4.5', true),
  next: () => icon('M6 3.5 10.5 8 6 12.5', true),
  unfold: () => icon('M3.5 6 8 10.5 12.5 6'),
  refresh: () => icon('M13 8a5 5 0 1 1-1.5-3.6L13 6M13 2.6V6H9.6'),
  check: () => icon('M2.8 8.4 6.4 12l6.8-8'),
  error: () => icon('M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6'),
  warning: () => icon('M8 2.2 14.2 13.5H1.8ZM8 6v3.6M8 10.8v1.2'),
  waiting: () => icon('M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 4.4V8l2.6 1.8'),
  information: () => icon('M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 7v4.4M8 4.4v1.2'),
};
