import { t } from '@vscode/l10n';
import { isLocked } from '../core/billing/payment.ts';
import { readTypedPayment } from '../core/billing/typedAmount.ts';
import { brief, visible } from '../core/model/text.ts';
import type { TopUpPage, TypedText } from '../core/protocol/topUp.ts';
import { failureText } from './failureText.ts';
import { currencyName, elsewhereWords, inCurrency, paymentWords, refusedWords } from './topUpWords.ts';
import { unsentWords } from './topUpOutcome.ts';
import type { TopUpView } from './topUpView.ts';

/** The page for topping up. */
export function topUpPage(view: TopUpView): TopUpPage {
  const { session, balance, parts, payment, busy, ready, failure } = view;
  const { language } = parts;
  const name = session?.profile.name ?? parts.profile.name;
  const read = readTypedPayment(view.typed.amount);
  const currency = balance?.currency;
  const held = balance?.balance;
  return {
    account: visible(name),
    ...(!session && {
      closed: t('The account "{0}" is not open. Switch to it to go on; nothing here is lost.', visible(name)),
    }),
    ...(session?.profile.readOnly && {
      readOnly: t('This account is read-only here, so nothing can be paid from it.'),
    }),
    ...(session && failure && { failure: failureText(failure) }),
    ...(session && held !== undefined && { balance: inCurrency(brief(held, 40), currency) }),
    currency:
      currency === undefined
        ? t('The amount is in the currency of the account, which is not known.')
        : t('The amount is in the currency of the account: {0}.', currencyName(currency, language)),
    amount: amountText(view),
    again: againText(view),
    ...(read.ok && {
      spoken: {
        words: inWords(read.text, currency, language),
        parts: t('{0} before the point, {1} behind it', ...read.text.split('.')),
      },
    }),
    pay: read.ok ? t('Pay {0}', inCurrency(read.text, currency)) : t('Pay'),
    canPay: ready !== undefined,
    busy,
    ...noticeText(view),
    ...(payment && busy !== 'paying' && { payment: paymentWords(payment, language) }),
    elsewhere: session ? view.elsewhere.map((one) => elsewhereWords(one)) : [],
    turn: view.turn,
    heard: view.heard,
    restore: { profile: parts.profile.id, account: name, amount: view.typed.amount },
  };
}

function noticeText({ unsent, session, notice }: TopUpView): Pick<TopUpPage, 'notice'> {
  const sentences = [...(unsent ? [unsentWords(unsent, session)] : []), ...(notice ? [notice] : [])];
  return sentences.length === 0 ? {} : { notice: sentences.join(' ') };
}

/** `120.50 US dollars`: the name of the currency cannot be mistaken for another's sign. */
function inWords(amount: string, currency: string | undefined, language: string): string {
  return currency === undefined
    ? t('{0} in the currency of the account', amount)
    : `${amount} ${currencyName(currency, language)}`;
}

function amountText({ typed, payment }: TopUpView): TypedText {
  const read = readTypedPayment(typed.amount);
  const refused = payment && !isLocked(payment) ? refusedWords(payment) : [];
  const wrong = typed.amount === '' || read.ok ? [] : [read.sentence];
  return { id: 'amount', value: typed.amount, errors: [...wrong, ...refused] };
}

function againText({ typed }: TopUpView): TypedText {
  const [amount, again] = [readTypedPayment(typed.amount), readTypedPayment(typed.again)];
  const differs =
    typed.again !== '' && amount.ok && (!again.ok || again.text !== amount.text)
      ? [t('This is not the amount above. Type the same amount again.')]
      : [];
  return { id: 'again', value: typed.again, errors: differs };
}
