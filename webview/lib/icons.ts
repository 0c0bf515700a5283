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
  up: () => icon('M3.5 10 8 5.5 12.5 10'),
  close: () => icon('M4 4l8 8M12 4l-8 8'),
  search: () => icon('M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.3 10.3 14 14'),
  filter: () => icon('M2 3.5h12L9.6 8.6v4.2l-3.2-1.4V8.6Z'),
  group: () => icon('M2 3.5h12M5 8h9M5 12.5h9M2.5 7v6'),
  columns: () => icon('M2.5 2.5h11v11h-11ZM6.2 2.5v11M9.8 2.5v11'),
  saved: () => icon('M4 2.5h8v11L8 10.6 4 13.5Z'),
  exported: () => icon('M8 2v7.5M4.8 6.6 8 9.8l3.2-3.2M2.5 11v2.5h11V11'),
  copy: () => icon('M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3'),
  unfold: () => icon('M3.5 6 8 10.5 12.5 6'),
  refresh: () => icon('M13 8a5 5 0 1 1-1.5-3.6L13 6M13 2.6V6H9.6'),
  check: () => icon('M2.8 8.4 6.4 12l6.8-8'),
  error: () => icon('M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6'),
  warning: () => icon('M8 2.2 14.2 13.5H1.8ZM8 6v3.6M8 10.8v1.2'),
  idle: () => icon('M8 4.6a3.4 3.4 0 1 1 0 6.8a3.4 3.4 0 0 1 0-6.8'),
  waiting: () => icon('M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 4.4V8l2.6 1.8'),
  information: () => icon('M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 7v4.4M8 4.4v1.2'),
};
