import { t } from '@vscode/l10n';
import { isLocked, isOpen, movement, type BalanceReading, type Payment } from '../core/billing/payment.ts';
import { exact, parseAmount } from '../core/billing/money.ts';
import { centsAmount } from '../core/billing/typedAmount.ts';
import { brief, visible } from '../core/model/text.ts';
import type { PaymentElsewhere } from '../core/billing/paymentElsewhere.ts';
import type { ElsewhereText, PaymentText } from '../core/protocol/topUp.ts';

/** `US dollars`; the code itself where the language has no name for it. */
export function currencyName(code: string, language: string): string {
  if (!/^[A-Z]{3}$/.test(code)) return brief(code, 20);
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: code,
    currencyDisplay: 'name',
  });
  const name = format.formatToParts(2).find(({ type }) => type === 'currency')?.value;
  return name === undefined || name === code ? code : t('{0} ({1})', name, code);
}

export function inCurrency(amount: string, currency: string | undefined): string {
  return currency === undefined ? amount : `${amount} ${brief(currency, 20)}`;
}

const amountOf = ({ amount, before }: Payment) =>
  amount === undefined ? t('an unknown amount') : inCurrency(brief(amount, 40), before?.currency);

/** What is known of a payment. Of one whose outcome is open it says no more than that, and what the balance shows. */
export function paymentWords(payment: Payment, language: string): PaymentText {
  const words = knownWords(payment, language);
  if (!payment.unwritten) return words;
  const unwritten = t(
    'This could not be written down on this machine, where the payment is still called open: nothing else can be paid from here before it is. See that the disk has room, then say that you have checked.',
  );
  const tone = words.tone === 'information' ? 'warning' : words.tone;
  return { ...words, tone, sentences: [...words.sentences, unwritten] };
}

/** A payment whose outcome is open, from another account or from one that its record does not tell. */
export function elsewhereWords({ id, payment }: PaymentElsewhere): ElsewhereText {
  const { account, baseUrl } = payment;
  const amount = amountOf(payment);
  return {
    id,
    title:
      account === undefined
        ? t('A payment of {0} may have been charged. Its record does not say from which account.', amount)
        : t(
            'A payment of {0} from the account "{1}" here may have been charged.',
            amount,
            brief(account, 60),
          ),
    sentences: [
      baseUrl === undefined
        ? t(
            'Its record does not say at which address the account is reached, so it may be from this account. Nothing is paid from here until you have checked that payment, or say that it is from another account.',
          )
        : t(
            'Both accounts are reached at the same address, so they may be one account at Telnyx. Nothing is paid from here until you have checked that payment, or say that it is from another account.',
          ),
    ],
  };
}

function knownWords(payment: Payment, language: string): PaymentText {
  const amount = amountOf(payment);
  const base = { facts: factsOf(payment, language), open: isLocked(payment) };
  switch (payment.phase) {
    case 'paid':
      return { ...base, ...paidWords(payment, amount) };
    case 'refused':
      return {
        ...base,
        tone: 'error',
        title: t('{0} was not paid.', amount),
        sentences: [payment.sentence ?? ''].map((sentence) => brief(sentence, 400)),
        facts: [],
      };
    case 'lifted':
      return {
        ...base,
        tone: 'information',
        title: t('You have checked the payment of {0}. Another one can be made.', amount),
        sentences: [],
      };
    case 'begun':
    case 'unclear':
      return {
        ...base,
        tone: 'warning',
        title: t('A payment of {0} may have been charged; check before trying again.', amount),
        sentences: [
          payment.phase === 'unclear'
            ? brief(payment.sentence ?? '', 400)
            : t(
                'It was begun, and what came of it is not known: VS Code was closed, or another window is paying.',
              ),
          balanceWords(payment),
          t(
            'Look at the payments in Mission Control too. Until you have checked, nothing else can be paid from here.',
          ),
        ].filter(Boolean),
      };
  }
}

/** Complaints of Telnyx about the amount. */
export const refusedWords = ({ phase, faults = [] }: Payment): readonly string[] =>
  phase === 'refused'
    ? faults
        .filter(({ code, pointer = '' }) => code === '10027' || pointer.split(/[/.]/).includes('amount'))
        .map(({ sentence }) => brief(sentence, 300))
    : [];

/** What a row of the sidebar says beside the balance. */
export const openPaymentMark = (payment: Payment): string =>
  t('payment of {0}: outcome open', amountOf(payment));

function paidWords(payment: Payment, amount: string): Pick<PaymentText, 'tone' | 'title' | 'sentences'> {
  const { amount_cents: cents, amount_currency: currency, processor_status: status } = payment.receipt ?? {};
  const charged = cents === undefined ? undefined : centsAmount(cents);
  const asked = parseAmount(payment.amount ?? '');
  const differs = charged !== undefined && asked !== undefined && !charged.eq(asked);
  const told =
    charged === undefined
      ? t('Telnyx does not say how much was charged.')
      : t('Telnyx says that {0} is charged.', inCurrency(charged.toFixed(2), currency));
  return {
    tone: differs ? 'warning' : 'information',
    title: t('{0} was paid.', amount),
    sentences: [
      ...(differs || charged === undefined ? [told] : []),
      ...(status === undefined ? [] : [t('State at the payment processor: {0}', brief(status, 60))]),
      t('The balance may follow a little later.'),
    ],
  };
}

/** What the balance says about a payment whose outcome is open; never more than it says. */
function balanceWords(payment: Payment): string {
  const moved = movement(payment);
  const amount = parseAmount(payment.amount ?? '');
  if (!moved || !amount) return t('The balance before and after it cannot be compared.');
  if (moved.eq(amount))
    return t('The balance is higher by exactly this amount: it has probably been charged.');
  if (moved.eq(0))
    return t('The balance is the same as before: the payment is not seen yet, and may still be on its way.');
  const signed = `${moved.gt(0) ? '+' : ''}${exact(moved)}`;
  return t('The balance moved by {0}, which is not this amount: something else was booked, too.', signed);
}

function factsOf(payment: Payment, language: string): PaymentText['facts'] {
  const { at, before, after, receipt, requestId } = payment;
  const shown = (reading: BalanceReading | undefined) =>
    reading?.balance === undefined ? undefined : inCurrency(brief(reading.balance, 40), reading.currency);
  const facts: readonly (readonly [label: string, value: string | undefined])[] = [
    [t('Begun'), at === undefined ? t('unknown') : moment(at, language)],
    [t('Balance before'), shown(before) ?? t('unknown')],
    [t('Balance after'), isOpen(payment) ? (shown(after) ?? t('unknown')) : shown(after)],
    [t('Read'), after?.at === undefined ? undefined : moment(after.at, language)],
    [t('Transaction ID'), receipt?.id === undefined ? undefined : brief(receipt.id, 60)],
    [t('Request ID'), requestId === undefined ? undefined : visible(requestId)],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

const moment = (at: number, language: string) =>
  new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' });
