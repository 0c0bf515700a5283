import type { Telnyx } from 'telnyx';
import { otherId } from './ids.ts';
import { day, iso } from './time.ts';

/** Emergency services cannot place this one: provisioning with it fails. */
export const unplaceable = 'Yard behind warehouse 7';

/** Customer reference, street, locality, area, postal code, country, phone number. */
const rows: readonly (readonly [string, string, string, string, string, string, string])[] = [
  ['Head office', '400 Harbour Street', 'Chicago', 'IL', '60601', 'US', '+13125550100'],
  ['Support US', '18 Pine Court', 'Denver', 'CO', '80202', 'US', '+13035550111'],
  ['Sales US', '2207 Lakeview Avenue', 'Austin', 'TX', '78701', 'US', '+15125550123'],
  ['Warehouse 7', unplaceable, 'Memphis', 'TN', '38103', 'US', '+19015550142'],
  ['Toronto office', '75 Foundry Lane', 'Toronto', 'ON', 'M5V 2T6', 'CA', '+14165550117'],
  ['Vancouver office', '901 Cedar Row', 'Vancouver', 'BC', 'V6B 1A1', 'CA', '+16045550155'],
  ['London office', '12 Quayside Yard', 'London', 'Greater London', 'SE1 9ZZ', 'GB', '+442079460018'],
  [
    'Manchester depot',
    '3 Canal Terrace',
    'Manchester',
    'Greater Manchester',
    'M1 9ZZ',
    'GB',
    '+441614960300',
  ],
  ['Support EU', 'Lindenweg 21', 'Berlin', 'Berlin', '10115', 'DE', '+493023125014'],
  ['Hamburg depot', 'Am Speicher 4', 'Hamburg', 'Hamburg', '20457', 'DE', '+494066969210'],
  ['Sydney office', '66 Wattle Place', 'Sydney', 'NSW', '2000', 'AU', '+61255501234'],
  ['Paris office', '8 rue des Tilleuls', 'Paris', 'Île-de-France', '75011', 'FR', '+33199001204'],
];

type Address = Telnyx.Addresses.Address & { readonly id: string; readonly country_code: string };

/** The twelve addresses of the business, oldest first. */
export function postalAddresses(born: number): readonly Address[] {
  return rows.map(([reference, street, locality, area, postal, country, phone], index) => ({
    id: otherId(3, index),
    record_type: 'address',
    customer_reference: reference,
    business_name: 'Northwind Supplies',
    first_name: 'Robin',
    last_name: 'Marsh',
    street_address: street,
    extended_address: '',
    locality,
    administrative_area: area,
    postal_code: postal,
    country_code: country,
    phone_number: phone,
    address_book: true,
    validate_address: true,
    created_at: iso(born + index * 5 * day),
    updated_at: iso(born + index * 17 * day),
  }));
}
