/**
 * A field of the toolkit has its input in a shadow tree, where `aria-describedby` finds nothing outside, and when it
 * is put on the page it names itself "Text field": the words are handed over once it stands there.
 */
export function describeFields(root: ParentNode): void {
  for (const field of root.querySelectorAll('.setting vscode-text-field')) {
    const label = field.closest('.setting')?.getAttribute('aria-label');
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    const words = ids.map((id) => document.getElementById(id)?.innerText.trim() ?? '');
    if (label) field.setAttribute('aria-label', label);
    field.shadowRoot
      ?.querySelector('input')
      ?.setAttribute('aria-description', words.filter(Boolean).join(' '));
  }
}
