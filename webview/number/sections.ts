import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { brief } from '../../src/core/model/text.ts';
import type { NumberActs, NumberPage, SectionForm } from '../../src/core/protocol/number.ts';
import type { Page } from '../lib/page.ts';
import { banner } from '../lib/pieces.ts';
import { button } from '../lib/toolkit.ts';
import { drawField, type FieldParts } from '../lib/settingField.ts';
import { drawTabs, mark, type TabParts, type Tabs } from '../lib/tabs.ts';
import type { Typing } from '../lib/typing.ts';

type FormPage = Page<NumberPage, NumberActs>;

/** The sections as tabs, with the way to review what is changed. */
export function drawSections(state: NumberPage, page: FormPage, typing: Typing, tabs: Tabs): TemplateResult {
  const sections = state.sections.map((section): TabParts => ({
    key: section.key,
    label: section.label,
    marks: marks(section),
    panel: panel(section, state, page, typing),
  }));
  return drawTabs(sections, tabs, review(state, page, typing));
}

/** What needs a look in a section: the worst first, in a sign and in words. */
function marks({ fields, trouble }: SectionForm): TemplateResult | typeof nothing {
  const count = (has: (field: SectionForm['fields'][number]) => unknown) => fields.filter(has).length;
  const wrong = count(({ errors }) => errors.length > 0) + (trouble === undefined ? 0 : 1);
  const conflicting = count(({ conflict }) => conflict);
  const changed = count(({ change }) => change);
  if (wrong > 0) return mark('wrong', '!', t('something is wrong'));
  if (conflicting > 0) return mark('conflict', '⇄', t('changed elsewhere too'));
  return changed > 0 ? mark('change', String(changed), t('{0} changed', changed)) : nothing;
}

function review(state: NumberPage, page: FormPage, typing: Typing): TemplateResult | typeof nothing {
  const changed = state.sections.flatMap(({ fields }) => fields).some(({ change }) => change);
  if (!changed) return nothing;
  return button({
    label: t('Review Changes'),
    onClick: () => {
      typing.flush();
      page.act('review');
    },
  });
}

function panel(section: SectionForm, state: NumberPage, page: FormPage, typing: Typing): TemplateResult {
  const again = { label: t('Look Again'), onClick: () => page.act('refresh') };
  const parts: Omit<FieldParts, 'field'> = {
    choices: state.choices,
    typing,
    disabled: state.readOnly !== undefined || section.closed,
    decide: (decision, id) => page.act(decision, { id }),
    search: (source, query) => page.act('search', { source, query }),
    redraw: () => page.redraw(),
  };
  return html`
    <h2 class="spoken">${section.label}</h2>
    ${section.note === undefined ? nothing : html`<p class="note">${section.note}</p>`}
    ${
      section.trouble === undefined
        ? nothing
        : banner({ tone: 'error', sentence: section.trouble, actions: [again] })
    }
    ${section.closed ? nothing : section.fields.map((field) => drawField({ ...parts, field }))}
    ${section.facts.length === 0 ? nothing : facts(section)}
  `;
}

function facts({ facts: told }: SectionForm): TemplateResult {
  return html`<dl class="facts">
    ${told.map(
      ({ label, value }) =>
        html`<dt>${label}</dt>
          <dd><bdi>${brief(value)}</bdi></dd>`,
    )}
  </dl>`;
}
