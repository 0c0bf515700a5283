import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { NumberActs, NumberPage } from '../../src/core/protocol/number.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, loadingBar } from '../lib/pieces.ts';
import { drawField } from './field.ts';
import './number.css';
import { Typing } from './typing.ts';

type FormPage = Page<NumberPage, NumberActs>;

const typing: Typing = new Typing(
  (edit) => page.act('edit', edit),
  () => page.redraw(),
);

const page: FormPage = startPage<NumberPage, NumberActs>((state, self) => {
  typing.heard(state.heard);
  return html`
    ${state.busy ? loadingBar(t('Talking to Telnyx')) : nothing}
    <header>
      <h1><bdi>${state.phoneNumber}</bdi></h1>
      <p class="muted">
        ${state.status === undefined ? nothing : html`${state.status} · `}<bdi>${state.account}</bdi>
      </p>
    </header>
    <div class="notes">${notes(state, self)}</div>
    ${state.sections.map(
      (section) =>
        html`<section aria-label=${section.label}>
          <h2>${section.label}</h2>
          ${section.fields.map((field) =>
            drawField({ field, state, page: self, typing, disabled: cannotEdit(state) }),
          )}
        </section>`,
    )}
  `;
});

const cannotEdit = (state: NumberPage): boolean => state.readOnly !== undefined;

const flush = () => {
  typing.flush();
};
// Before VS Code hears of the key: what was typed is on its way when the save begins.
window.addEventListener(
  'keydown',
  (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') flush();
  },
  { capture: true },
);
window.addEventListener('focusout', flush);
window.addEventListener('blur', flush);
window.addEventListener('pagehide', flush);
document.addEventListener('visibilitychange', flush);

/** What a person should know about the document as a whole. */
function notes(state: NumberPage, self: FormPage): TemplateResult {
  const openText = { label: t('Open as Text'), onClick: () => self.act('openText') };
  const again = { label: t('Look Again'), onClick: () => self.act('refresh') };
  return html`
    ${state.readOnly === undefined ? nothing : banner({ tone: 'information', sentence: state.readOnly })}
    ${state.gone === undefined ? nothing : banner({ tone: 'error', sentence: state.gone, actions: [again] })}
    ${
      state.broken === undefined
        ? nothing
        : banner({ tone: 'error', sentence: state.broken, actions: [openText, again] })
    }
    ${state.draft ? draft(state, self) : nothing} ${conflicts(state)}
    ${state.problems.map((sentence) => banner({ tone: 'error', sentence, actions: [openText] }))}
    ${state.notice ? banner(state.notice) : nothing}
  `;
}

function draft(state: NumberPage, self: FormPage): TemplateResult {
  const apply = () => {
    typing.flush();
    self.act('apply');
  };
  return banner({
    tone: 'warning',
    sentence: t('This is a draft: it was saved automatically, and nothing of it has been sent to Telnyx.'),
    actions: state.busy
      ? []
      : [
          { label: t('Apply'), onClick: apply },
          { label: t('Discard'), onClick: () => self.act('discard') },
        ],
  });
}

function conflicts(state: NumberPage): TemplateResult | typeof nothing {
  const count = state.sections.flatMap(({ fields }) => fields).filter(({ conflict }) => conflict).length;
  if (count === 0) return nothing;
  const sentence =
    count === 1
      ? t('1 setting was changed elsewhere too. Choose below which value is to stay.')
      : t('{0} settings were changed elsewhere too. Choose below which values are to stay.', count);
  return banner({ tone: 'warning', sentence });
}
