import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { recogniseColumns } from './recognise.ts';
import { readTable } from './table.ts';
import type { ImportOf } from './targets.ts';

const columns = (text: string, of: ImportOf = 'contacts') =>
  recogniseColumns(expectOk(readTable(utf8(text))), of);
function targets(header: string, of?: ImportOf): string {
  const row = header.replaceAll(/[^,;]+/g, '12 a@b.co company');
  return columns(`${header}\n${row}\n`, of)
    .map(({ target }) => target)
    .join(' ');
}

test.each([
  [
    'Google',
    'First Name,Middle Name,Last Name,Organization Name,Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Website 1 - Value',
    'firstName firstName lastName company   notes  tags emailLabel email phoneLabel phone street city region postcode country ',
  ],
  [
    'Outlook',
    'First Name,Last Name,Company,Business Street,Business City,Business Postal Code,Business Country/Region,Home Street,Business Fax,Business Phone,Home Phone,Mobile Phone,Categories,E-mail Address,E-mail Display Name,Notes',
    'firstName lastName company street city postcode country street phone phone phone phone tags email  notes',
  ],
  [
    'Outlook in German',
    'Vorname;Nachname;Firma;Straße geschäftlich;Ort geschäftlich;Postleitzahl geschäftlich;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse;Notizen;Kategorien',
    'firstName lastName company street city postcode phone phone email notes tags',
  ],
  [
    'an invoicing program in German',
    'Kundennummer;Firmenname;Name;Vorname;Straße;Hausnummer;PLZ;Ort;Land;USt-IdNr.;Telefonnummer;Kunde seit',
    'rowId company lastName firstName street street postcode city country taxId phone ',
  ],
  [
    'Spanish',
    'Nombre;Apellidos;Empresa;NIF;Dirección;Código postal;Población;Provincia;País;Teléfono;Móvil;Correo electrónico;Observaciones',
    'firstName lastName company taxId street postcode city region country phone phone email notes',
  ],
  [
    'Portuguese',
    'Nome;Empresa;CNPJ;Endereço;CEP;Cidade;Estado;Telefone;Celular;E-mail;Observações',
    'name company taxId street postcode city region phone phone email notes',
  ],
  [
    'French',
    'Nom;Prénom;Société;N° TVA;Adresse;Code postal;Ville;Pays;Téléphone;Portable;Courriel;Remarques',
    'lastName firstName company taxId street postcode city country phone phone email notes',
  ],
  [
    'Italian',
    'Nome;Cognome;Ragione sociale;Partita IVA;Indirizzo;CAP;Città;Provincia;Telefono;Cellulare;Email;Note',
    'firstName lastName company taxId street postcode city region phone phone email notes',
  ],
  [
    'names of a database',
    'customerId,firstName,lastName,companyName,phoneNumber,emailAddress,postal_code,customer_type',
    'rowId firstName lastName company phone email postcode kind',
  ],
])('the columns of %s are recognised', (_, header, expected) => {
  expect(targets(header)).toBe(expected);
});

test.each([
  [
    'English',
    'Code,Service,Description,Unit price,Unit,Duration (min)',
    'rowId name description price unit minutes',
  ],
  [
    'German',
    'Artikelnummer;Bezeichnung;Beschreibung;Einzelpreis;Einheit;Dauer',
    'rowId name description price unit minutes',
  ],
  ['Spanish', 'Servicio;Descripción;Precio;Unidad;Duración', 'name description price unit minutes'],
])('the columns of a price list in %s are recognised', (_, header, expected) => {
  expect(targets(header, 'services')).toBe(expected);
});

test('what is beside an email or a phone is none', () => {
  expect(targets('Email opt in,Phone verified,Accepts Email Marketing,Date of last call')).toBe('   ');
});

test('a header counts only where its cells do not speak against it', () => {
  expect(columns('Name,Email\nAnn,yes\nBob,no\n').map(({ target }) => target)).toEqual(['name', '']);
});

test('cells without a header speak for themselves', () => {
  expect(
    columns('Ann Lee,ann@b.co,+4915112345678\nBob,bob@b.co,030 1234567\n').map(({ target }) => target),
  ).toEqual(['name', 'email', 'phone']);
});

test('a field of the owner’s own is found by its name', () => {
  const table = expectOk(readTable(utf8('Name,Gate code\nAnn,4711\n')));
  expect(recogniseColumns(table, 'contacts', [{ id: 'f1', name: 'Gate Code' }])[1]?.target).toBe('custom:f1');
});

test('labels and numbers keep the parts of several addresses apart', () => {
  const found = columns('Name,Home Street,Home City,Work Street,Work City\nA,b,c,d,e\n');
  expect(found.map(({ group, label }) => `${group}/${label}`)).toEqual([
    '/undefined',
    'Home/Home',
    'Home/Home',
    'Work/Work',
    'Work/Work',
  ]);
});
