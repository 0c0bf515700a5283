import assert from 'node:assert/strict';
import { asksElsewhere, goodKey, signsIn, writes } from './lib/account.ts';
import { story } from './lib/person.ts';
import { until } from './lib/wait.ts';

const size = { width: 1280, height: 900 };
const rechargePath = '/payment/auto_recharge_prefs';
const paymentPath = '/payment/stored_payment_transactions';

story('a person changes how the account recharges itself', { size }, async (person, { act, account }) => {
  const { editors, sidebar } = person;
  const { form } = editors;
  const simulator = await account({ numbers: 5 });
  await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
  const billing = sidebar.view('Billing');
  const saves = () => writes(simulator).filter(({ path }) => path.endsWith(rechargePath));

  await act('the Billing view tells it, and a click opens it', async () => {
    await sidebar.view('Numbers').collapse();
    assert.match(await billing.row('Auto recharge').text(), /on · below 200\.00, plus 500\.00/);
    assert.deepEqual(await billing.row('Auto recharge').offers(), [
      'Edit Auto Recharge',
      'View as JSON',
      'Refresh',
    ]);
    await billing.row('Auto recharge').click();
    await editors.tab('Auto Recharge Northwind').waitFor();
    await form.text('When the balance falls below 200.00').waitFor();
  });

  await act('what is typed is put into words, and stays over a reload', async () => {
    await form.type('Threshold', '10.00');
    await form.text('a payment brings it to 10.00 + 500.00 = 510.00').waitFor();
    await form.type('Amount', '1e3');
    await form.text('Write the amount with the digits 0 to 9 only').waitFor();
    await form.type('Amount', '50.25');
    await form.text('brings it to 10.00 + 50.25 = 60.25').waitFor();
    await person.reloads({ tab: '50.25' });
    await editors.tab('Auto Recharge Northwind').click();
    await form.text('brings it to 10.00 + 50.25 = 60.25').waitFor();
    assert.deepEqual(saves(), []);
  });

  await act('Save sends only what changed, and the Billing view follows', async () => {
    await form.button('Save').click();
    await form.text('Threshold: 200.00 → 10.00').waitFor();
    assert.deepEqual(
      saves().map(({ body }) => body),
      [{ threshold_amount: '10.00', recharge_amount: '50.25' }],
    );
    await billing.row(/Auto recharge, on, below 10\.00, plus 50/).waitFor();
  });

  await act('by keyboard alone, from the palette to the answer of a server that breaks off', async () => {
    await editors.tab('Auto Recharge Northwind').close();
    simulator.faults.next({ fault: 'drop', method: 'PATCH', path: rechargePath });
    await person.runs('Telnyx: Edit Auto Recharge');
    await form.field('Threshold').focus();
    await person.presses('End');
    await person.presses('Backspace');
    await person.page.keyboard.type('5');
    await form.text('1 change').waitFor();
    await form.button('Save').focus();
    await person.presses('Enter');
    await form.text('Saved all the same').waitFor();
    assert.equal(saves().length, 2);
  });

  await act('what somebody else changed meanwhile is shown, not overwritten', async () => {
    await form.type('Threshold', '70.00');
    await form.text('1 change').waitFor();
    await asksElsewhere(simulator, rechargePath, { threshold_amount: '80.00' });
    const before = saves().length;
    await form.button('Save').click();
    await form.text('Changed elsewhere since you began').waitFor();
    assert.equal(saves().length, before);
    await form.button('Take Theirs').click();
    await form.text('Changed elsewhere since you began').waitFor({ state: 'hidden' });
    assert.equal(await form.field('Threshold').inputValue(), '80.00');
  });
});

story('a person tops up, and nothing is charged twice', { size }, async (person, { act, account }) => {
  const { editors, sidebar } = person;
  const { form } = editors;
  const simulator = await account({ numbers: 5 });
  await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
  const billing = sidebar.view('Billing');
  const types = async (amount: string, again = amount) => {
    await form.type('Amount', amount);
    await form.type('Amount again', again);
  };
  const pay = form.button(/^Pay/);

  await act('the amount is typed twice and shown in words before anything can be paid', async () => {
    await sidebar.view('Numbers').collapse();
    await billing.row('Balance').choose('Top Up Balance…');
    await editors.tab('Top Up Northwind').waitFor();
    await types('120');
    await form.text('Write the cents too: 120.00.').waitFor();
    await types('120.50', '120.05');
    await form.text('120.50 US dollars').waitFor();
    await form.text('This is not the amount above').waitFor();
    assert.equal(await pay.getAttribute('disabled'), '');
  });

  await act('a double click pays once', async () => {
    await form.type('Amount again', '120.50');
    await until('it can be paid', async () => (await pay.getAttribute('disabled')) === null);
    await pay.dblclick();
    await form.text('120.50 USD was paid.').waitFor();
    assert.deepEqual(simulator.account.payments, [12_050]);
  });

  await act('Enter pressed twice pays once, and an answer that is lost is not asked for again', async () => {
    await editors.tab('Top Up Northwind').close();
    await person.runs('Telnyx: Top Up Balance…');
    simulator.faults.add({ fault: 'drop', path: paymentPath });
    await types('7.25');
    await until('it can be paid', async () => (await pay.getAttribute('disabled')) === null);
    await pay.focus();
    await person.presses('Enter');
    await person.presses('Enter');
    await form.text('A payment of 7.25 USD may have been charged; check before trying again.').waitFor();
    await form.text('higher by exactly this amount').waitFor();
    simulator.faults.clear();
    assert.deepEqual(simulator.account.payments, [12_050, 725]);
  });

  await act('a reload finds it open, in the page and in the Billing view', async () => {
    await billing.row(/payment of 7\.25 USD: outcome open/).waitFor();
    await person.reloads({ tab: '7.25' });
    await sidebar.open();
    await billing.row(/payment of 7\.25 USD: outcome open/).waitFor();
    await person.notifications.waitFor(/The outcome of a payment from "Northwind" is open/);
    await editors.tab('Top Up Northwind').click();
    await form.text('A payment of 7.25 USD may have been charged').waitFor();
    assert.equal(await pay.isVisible(), false);
    assert.deepEqual(simulator.account.payments, [12_050, 725]);
  });

  await act('only the word of the person opens the way to another payment', async () => {
    await form.button('Check Balance Again').click();
    await form.button('I Have Checked').click();
    await form.text('You have checked the payment of 7.25 USD.').waitFor();
    await types('3.00');
    await until('it can be paid', async () => (await pay.getAttribute('disabled')) === null);
    await pay.click();
    await form.text('3.00 USD was paid.').waitFor();
    assert.deepEqual(simulator.account.payments, [12_050, 725, 300]);
  });

  await act(
    'an open payment outlives the account it was made from, and stops the next one at that address',
    async () => {
      simulator.faults.add({ fault: 'drop', path: paymentPath });
      await types('4.50');
      await until('it can be paid', async () => (await pay.getAttribute('disabled')) === null);
      await pay.click();
      await form.text('A payment of 4.50 USD may have been charged; check before trying again.').waitFor();
      simulator.faults.clear();
      await editors.tab('Top Up Northwind').close();
      await person.notifications.calm();
      await person.runs('Telnyx: Remove Account…');
      await person.notifications.dialog.press('Remove');
      await person.notifications.waitFor(/The outcome of a payment from "Northwind" is open.*record is kept/);
      await sidebar.view('Numbers').expand();
      await signsIn(person, { key: goodKey, address: simulator.url, name: 'Southwind' });
      await sidebar.view('Numbers').collapse();
      await person.runs('Telnyx: Top Up Balance…');
      await form
        .text('A payment of 4.50 USD from the account "Northwind" here may have been charged.')
        .waitFor();
      await types('2.00');
      await form.text('2.00 US dollars').waitFor();
      assert.equal(await pay.getAttribute('disabled'), '');
      await form.button('I Have Checked It').click();
      await until('it can be paid', async () => (await pay.getAttribute('disabled')) === null);
      assert.deepEqual(simulator.account.payments, [12_050, 725, 300, 450]);
    },
  );

  await act('a read-only account offers no way to pay', async () => {
    await person.runs('Telnyx: Toggle Read-Only');
    await until('the menu offers none', async () => {
      return !(await billing.row('Balance').offers()).includes('Top Up Balance…');
    });
  });
});
