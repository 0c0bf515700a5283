import { t } from '@vscode/l10n';
import { checkBaseUrl, defaultBaseUrl, regions } from '../core/accounts/baseUrl.ts';
import { checkKey } from '../core/accounts/key.ts';
import { checkName, type ProfileList } from '../core/accounts/profiles.ts';
import { askChoice, askText, back, type Back, type Choice, type Step } from '../host/ask.ts';
import { readConfiguration } from '../host/configuration.ts';

/** Asks for a key; what was typed before stands in the box again, with what was wrong with it. */
export async function askKey(
  step: Step,
  typed: string,
  trouble?: string,
): Promise<string | Back | undefined> {
  const answer = await askText({
    ...step,
    prompt: t(
      'Paste an API key (v2) from the Mission Control Portal. It is kept in the secure storage of this machine.',
    ),
    placeholder: 'KEY…',
    value: typed,
    secret: true,
    trouble,
    check: (pasted) => {
      const checked = checkKey(pasted);
      return { ok: checked.ok, remark: checked.ok ? checked.hint : checked.sentence };
    },
  });
  if (answer === undefined || answer === back) return answer;
  const checked = checkKey(answer);
  return checked.ok ? checked.key : undefined;
}

const hostOf = (baseUrl: string) => new URL(baseUrl).host;

/** Asks where the account is: a known region, or any other address. */
export async function askBaseUrl(step: Step, chosen: string | undefined): Promise<string | Back | undefined> {
  const { baseUrl: configured } = readConfiguration();
  const start = chosen ?? (configured.ok ? configured.baseUrl : defaultBaseUrl);
  const known: Choice<string>[] = regions.map(({ baseUrl, name }) => ({
    label: name(),
    description: hostOf(baseUrl),
    value: baseUrl,
  }));
  const extra = [start, ...(configured.ok ? [configured.baseUrl] : [])];
  let address = start;
  const own = [...new Set(extra)].filter((url) => !regions.some(({ baseUrl }) => baseUrl === url));
  for (;;) {
    const answer = await askChoice<string>({
      ...step,
      placeholder: t('Which Telnyx API should this account use? Keys are good for all regions.'),
      choices: [
        ...own.map((url) => ({ label: hostOf(url), description: url, value: url })),
        ...known,
        {
          label: t('Other address…'),
          ...(!configured.ok && {
            detail: t('The address in the settings is not used: {0}', configured.sentence),
          }),
          value: '',
        },
      ],
      active: (value) => value === start,
    });
    if (answer !== '') return answer;
    const other = await askAddress(step, address, (typed) => (address = typed));
    if (other !== back) return other;
  }
}

async function askAddress(
  step: Step,
  value: string,
  keep: (typed: string) => void,
): Promise<string | Back | undefined> {
  const answer = await askText({
    ...step,
    canGoBack: true,
    prompt: t('The address of the API. Your key is sent there.'),
    value,
    keep,
    check: (typed) => {
      const checked = checkBaseUrl(typed);
      return { ok: checked.ok, remark: checked.ok ? undefined : checked.sentence };
    },
  });
  if (answer === undefined || answer === back) return answer;
  const checked = checkBaseUrl(answer);
  return checked.ok ? checked.baseUrl : undefined;
}

/** Asks for a name for a new account, or for another one for the account `self`. */
export async function askName(
  step: Step,
  value: string,
  list: ProfileList,
  { self, keep }: { readonly self?: string; readonly keep?: (typed: string) => void } = {},
): Promise<string | Back | undefined> {
  const answer = await askText({
    ...step,
    prompt: t('A name for this account, such as Production.'),
    value,
    keep,
    check: (typed) => {
      const checked = checkName(typed, list, self);
      return { ok: checked.ok, remark: checked.ok ? undefined : checked.sentence };
    },
  });
  if (answer === undefined || answer === back) return answer;
  const checked = checkName(answer, list, self);
  return checked.ok ? checked.name : undefined;
}
