import { t } from '@vscode/l10n';
import { grouped, visible } from '../core/model/text.ts';
import type { Facts } from '../core/plan/facts.ts';
import { askText, back } from '../host/ask.ts';
import { confirmWords } from './planWords.ts';

/** Asks for the count of what is about to be written; resolves to undefined when the person thinks again. */
export async function askCount(
  title: string,
  confirm: NonNullable<Facts['confirm']>,
): Promise<number | undefined> {
  const { count } = confirm;
  const isCount = (typed: string) => typed.replace(/[\s,.'’]/g, '') === String(count);
  const answer = await askText({
    title: visible(title),
    prompt: confirmWords(confirm),
    placeholder: grouped(count),
    check: (typed) => ({
      ok: isCount(typed),
      remark: isCount(typed)
        ? undefined
        : t('Type {0} to go on, or press Escape to go back.', grouped(count)),
    }),
  });
  return answer === undefined || answer === back ? undefined : count;
}
