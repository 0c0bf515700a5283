import { t } from '@vscode/l10n';
import { env, QuickPickItemKind } from 'vscode';
import * as v from 'valibot';
import type { Country, Home } from '../core/files/e164.ts';
import { grouped } from '../core/model/text.ts';
import { numbers } from '../core/resources/numbers.ts';
import { collectionOf } from '../core/state/collection.ts';
import type { Session } from '../core/state/session.ts';
import { askChoice, type Back, type Choice } from '../host/ask.ts';

export interface HomeQuestion {
  /** How many numbers have no country code, of how many. */
  readonly national: number;
  readonly of: number;
  readonly countries: readonly Country[];
  /** How the first of them would be read; undefined where it would be none. */
  readonly read: (home: Home) => string | undefined;
}

type Answer = Exclude<Home, undefined> | 'none';

const place = v.object({ country_iso_alpha2: v.string() });

/** The countries of the numbers that the sidebar shows, the most frequent first. */
function ownCountries(session: Session): readonly string[] {
  const counts = new Map<string, number>();
  for (const { raw } of collectionOf(session, numbers).listing.rows) {
    if (!v.is(place, raw)) continue;
    counts.set(raw.country_iso_alpha2, (counts.get(raw.country_iso_alpha2) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([code]) => code);
}

/** Asks how numbers without a country code are to be read: that is never guessed. */
export function askHome(session: Session, question: HomeQuestion): Promise<Answer | Back | undefined> {
  const names = new Intl.DisplayNames([env.language, 'en'], { type: 'region' });
  const choice = ({ code, calling }: Country): Choice<Answer> => ({
    label: names.of(code) ?? code,
    description: question.read({ country: code }) ?? `+${calling}`,
    detail: `${code} +${calling}`,
    value: { country: code },
  });
  const own = ownCountries(session).flatMap(
    (code) => question.countries.find((one) => one.code === code) ?? [],
  );
  const others = question.countries
    .filter((country) => !own.includes(country))
    .map(choice)
    .sort((one, other) => one.label.localeCompare(other.label));
  const line = (label: string): Choice<Answer> => ({ label, kind: QuickPickItemKind.Separator });
  return askChoice<Answer>({
    title: t('Verify Ownership'),
    placeholder: t(
      '{0} of {1} numbers have no + and country code. How are they to be read?',
      grouped(question.national),
      grouped(question.of),
    ),
    choices: [
      { label: t('Leave Them Out'), description: t('they are listed in the result'), value: 'none' },
      {
        label: t('Only the + Is Missing'),
        description: question.read('plus') ?? t('not for all of them'),
        value: 'plus',
      },
      ...(own.length > 0 ? [line(t('Countries of your numbers'))] : []),
      ...own.map(choice),
      line(t('Other countries')),
      ...others,
    ],
  });
}
