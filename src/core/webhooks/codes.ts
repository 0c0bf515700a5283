import { t } from '@vscode/l10n';
import type { Outcome } from './incidents.ts';

/** What is known of an outcome, in sentences for people. */
export interface Explanation {
  /** A few words for a row: `HTTP 503`, `name not found`. */
  readonly label: string;
  /** What happened, a sentence each; what nobody documents is called unknown. */
  readonly what: readonly string[];
  /** What to look at. */
  readonly doThis: string;
}

interface Known {
  readonly label?: () => string;
  readonly what: () => string;
  readonly doThis?: () => string;
}

/**
 * The codes of which Telnyx's description of its API says anything, in the examples of `webhook_delivery`. It has
 * no list of them, and there are others.
 */
const codes: Readonly<Record<string, Known>> = {
  '75001': {
    label: () => t('name not found'),
    what: () => t('Telnyx could not resolve the name of the host (75001).'),
    doThis: () =>
      t(
        'Check the address in the webhook settings for a typing error, and that the name has a public DNS record.',
      ),
  },
  '75499': {
    what: () =>
      t(
        'Telnyx does not explain code 75499. Its only example shows it beside an answer with HTTP 404: the answer says more.',
      ),
  },
};

interface Meaning {
  readonly what: () => string;
  readonly doThis: () => string;
}

const proxy: Meaning = {
  what: () =>
    t('A proxy or load balancer answered, because it got no good answer from the program behind it.'),
  doThis: () => t('Check that the program runs and answers in time, and look into the log of the proxy.'),
};

/** What these statuses mean in HTTP itself (RFC 9110); what your server means by them, only it knows. */
const statuses: Readonly<Record<number, Meaning>> = {
  400: {
    what: () => t('Your server says that it could not understand the request.'),
    doThis: () => t('Check how it reads the body: Telnyx sends JSON. Its log tells what it stumbled over.'),
  },
  401: {
    what: () => t('Your server asks for a sign-in.'),
    doThis: () =>
      t('Telnyx does not sign in. Let this path through, and check the signature of the event instead.'),
  },
  403: {
    what: () => t('Your server, or a firewall before it, refuses the request.'),
    doThis: () =>
      t('Check firewall rules, and the check of the signature: a wrong public key refuses every event.'),
  },
  404: {
    what: () => t('Your server has nothing at this path.'),
    doThis: () =>
      t('Compare the path in the webhook settings with the routes of the program that is deployed.'),
  },
  405: {
    what: () => t('Your server does not take this HTTP method at this path.'),
    doThis: () => t('Check that the route takes the method that the webhook settings name, usually POST.'),
  },
  408: {
    what: () => t('Your server gave up waiting for the request.'),
    doThis: () => t('Check its limits on time, and those of a proxy before it.'),
  },
  410: {
    what: () => t('Your server says that this address is gone for good.'),
    doThis: () => t('Put the new address into the webhook settings.'),
  },
  413: {
    what: () => t('Your server takes no body of this size.'),
    doThis: () => t('Raise its limit on the size of a body, and that of a proxy before it.'),
  },
  415: {
    what: () => t('Your server does not take this type of body.'),
    doThis: () => t('Let it take application/json.'),
  },
  422: {
    what: () => t('Your server understood the body and refuses what it says.'),
    doThis: () => t('Its log tells which field. New kinds of events may have come since it was written.'),
  },
  429: {
    what: () => t('Your server limits how many requests it takes, and there were more.'),
    doThis: () => t('Take Telnyx out of the limit, or put events into a queue and answer at once.'),
  },
  500: {
    what: () => t('Your program failed while it handled the event.'),
    doThis: () => t('Look into its log at the time of the first failure.'),
  },
  502: proxy,
  503: {
    what: () =>
      t('Your server says that it cannot serve now: overloaded, starting, or down for maintenance.'),
    doThis: () => t('Check its health and load at the time of the first failure.'),
  },
  504: proxy,
};

function ofStatus(status: number): Meaning {
  const known = statuses[status];
  if (known) return known;
  const doThis = () => t('Look into the log of the server at the time of the first failure.');
  if (status >= 200 && status < 300) {
    return {
      what: () =>
        t('Your server took the event, yet Telnyx counts the attempt as failed and does not say why.'),
      doThis: () => t('Compare how long it took with the time limit in the webhook settings.'),
    };
  }
  if (status >= 300 && status < 400) {
    return {
      what: () => t('Your server sent Telnyx to another address instead of taking the event.'),
      doThis: () => t('Put the final address into the webhook settings.'),
    };
  }
  if (status >= 400 && status < 500) return { what: () => t('Your server refuses the request.'), doThis };
  if (status >= 500 && status < 600) return { what: () => t('Your server failed.'), doThis };
  return { what: () => t('This is not a status of HTTP that is known.'), doThis };
}

function labelOf({ httpStatus, code, words, untold }: Outcome, known: Known | undefined): string {
  if (untold) return t('unknown reason');
  if (httpStatus !== undefined) return t('HTTP {0}', httpStatus);
  if (known?.label) return known.label();
  if (words !== undefined) return words;
  return code === undefined ? t('no answer') : t('no answer, code {0}', code);
}

/** Explains an outcome without asking anybody: in words of HTTP, of Telnyx, or as unknown. */
export function explain(outcome: Outcome): Explanation {
  const { httpStatus, code, words, untold } = outcome;
  const known = code !== undefined && Object.hasOwn(codes, code) ? codes[code] : undefined;
  const meaning = httpStatus === undefined ? undefined : ofStatus(httpStatus);
  const unknown =
    code !== undefined && !known
      ? t('Telnyx does not document code {0}: what it means is unknown.', code)
      : undefined;
  const what = [
    untold ? t('Telnyx tells of no attempt, so nobody here knows why.') : undefined,
    httpStatus === undefined && !untold ? t('No answer came from your server.') : undefined,
    meaning?.what(),
    known?.what(),
    words === undefined ? undefined : t('Telnyx says: {0}', words),
    unknown,
  ];
  const unreached = t(
    'Check that the address can be reached from the internet, that its certificate is valid, and that it answers in time.',
  );
  return {
    label: labelOf(outcome, known),
    what: what.filter((sentence) => sentence !== undefined),
    doThis: known?.doThis?.() ?? meaning?.doThis() ?? unreached,
  };
}
