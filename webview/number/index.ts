import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { NumberActs, NumberPage } from '../../src/core/protocol/number.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, loadingBar } from '../lib/pieces.ts';
import { Tabs } from '../lib/tabs.ts';
import { flushOnLeaving, Typing } from '../lib/typing.ts';
import { drawSections } from './sections.ts';

type FormPage = Page<NumberPage, NumberActs>;

const typing: Typing = new Typing(
  (edit) => page.act('edit', edit),
  () => page.redraw(),
);

const tabs: Tabs = new Tabs(
  () => page.kept(),
  (kept) => {
    page.keep(kept);
    page.redraw();
  },
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
    ${progress(state, self)}
    ${state.sections.length === 0 ? nothing : drawSections(state, self, typing, tabs)}
  `;
});

// Before VS Code hears of the key: what was typed is on its way when the save begins.
window.addEventListener(
  'keydown',
  (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') typing.flush();
  },
  { capture: true },
);
flushOnLeaving(typing);

/** What a person should know about the document as a whole. */
function notes(state: NumberPage, self: FormPage): TemplateResult {
  const openText = { label: t('Open as Text'), onClick: () => self.act('openText') };
  const again = { label: t('Look Again'), onClick: () => self.act('refresh') };
  return html`
    ${state.readOnly === undefined ? nothing : banner({ tone: 'information', sentence: state.readOnly })}
    ${state.gone === undefined ? nothing : banner({ tone: 'error', sentence: state.gone, actions: [again] })}
    ${state.unread === undefined ? nothing : unread(state.unread, self)}
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

/** The number could not be read: what can be done about it. */
function unread({ sentence, account }: NonNullable<NumberPage['unread']>, self: FormPage): TemplateResult {
  const manage = { label: t('Manage Accounts…'), onClick: () => self.act('manageAccounts') };
  const again = { label: t('Retry'), onClick: () => self.act('refresh') };
  return banner({ tone: 'error', sentence, actions: account ? [manage, again] : [again] });
}

/** What a save is doing, and the way out of a long wait. */
function progress(state: NumberPage, self: FormPage): TemplateResult | typeof nothing {
  if (!state.progress) return nothing;
  const { sentence, canLeave } = state.progress;
  const leave = { label: t('Stop Waiting'), onClick: () => self.act('leave') };
  return html`<div class="notes">
    ${banner({ tone: 'information', sentence, actions: canLeave ? [leave] : [] })}
  </div>`;
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
