import { t } from '@vscode/l10n';
import { grouped } from '../core/model/text.ts';
import type { Family } from '../core/plan/proposal.ts';
import { askChoice, back } from '../host/ask.ts';
import type { NumberSubject } from './subject.ts';

/** The numbers of one family: of the only one there is, or of the one that a person chooses. Undefined for neither. */
export async function askFamily(
  title: string,
  subjects: readonly NumberSubject[],
): Promise<{ readonly family: Family; readonly subjects: readonly NumberSubject[] } | undefined> {
  const of = (mobile: boolean) => subjects.filter((one) => (one.mobile ?? false) === mobile);
  const [fixed, mobile] = [of(false), of(true)];
  const mixed = fixed.length > 0 && mobile.length > 0;
  const only: Family = fixed.length === 0 ? 'mobile' : 'numbers';
  const family = mixed ? await askOne(title, fixed.length, mobile.length) : only;
  return family && { family, subjects: family === 'mobile' ? mobile : fixed };
}

async function askOne(title: string, fixed: number, mobile: number): Promise<Family | undefined> {
  const answer = await askChoice<Family>({
    title,
    placeholder: t('Phone numbers and mobile numbers have different settings. Which are to be changed?'),
    choices: [
      {
        label: fixed === 1 ? t('1 phone number') : t('{0} phone numbers', grouped(fixed)),
        value: 'numbers',
      },
      {
        label: mobile === 1 ? t('1 mobile number') : t('{0} mobile numbers', grouped(mobile)),
        value: 'mobile',
      },
    ],
  });
  return answer === back ? undefined : answer;
}
