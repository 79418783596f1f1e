import { contactSchema, identitySchema } from '../contact.ts';
import { provesItself } from '../proven.ts';
import { consentSchema } from '../consent.ts';
import { enquirySchema } from '../enquiry.ts';
import { importSchema } from '../import.ts';
import { relationshipSchema } from '../relationship.ts';
import { siteSchema } from '../site.ts';
import { suppressionSchema } from '../suppression.ts';
import { type Collection, clearances, ofAPerson, ofTheBusiness } from '../collection.ts';

/** Who the business knows, and what they have said. */
export const peopleCollections = {
  contacts: {
    compartment: 'people',
    book: 'one',
    named: { mergedInto: 'contacts', 'apartFrom.*': 'contacts', 'custom.*': 'customFields' },
    handling: ofAPerson('id'),
    schema: contactSchema,
  },
  identities: {
    compartment: 'people',
    book: 'one',
    indexes: ['contactId'] as const,
    references: { contactId: 'contacts' },
    handling: ofAPerson('contactId'),
    schema: identitySchema,
  },
  consents: {
    compartment: 'people',
    book: 'one',
    immutable: true,
    indexes: ['contactId', 'identityId'] as const,
    // `identityId` names an address of e-mail as well, which is no record.
    references: { contactId: 'contacts' },
    handling: { person: ['contactId', 'identityId'], exported: 'person', erased: 'kept', kept: 'law' },
    schema: consentSchema,
    verify: provesItself,
  },
  suppressions: {
    compartment: 'people',
    book: 'one',
    immutable: true,
    erasing: true,
    indexes: ['name'] as const,
    handling: { exported: 'never', erased: 'kept', kept: 'open' },
    schema: suppressionSchema,
    verify: provesItself,
  },
  peopleClearances: clearances('people'),
  sites: {
    compartment: 'people',
    book: 'one',
    indexes: ['contactId'] as const,
    references: { contactId: 'contacts' },
    named: { 'custom.*': 'customFields' },
    handling: ofAPerson('contactId'),
    schema: siteSchema,
  },
  relationships: {
    compartment: 'people',
    book: 'one',
    indexes: ['contactId', 'companyId', 'siteId'] as const,
    references: { contactId: 'contacts', companyId: 'contacts', siteId: 'sites' },
    handling: ofAPerson(['contactId', 'companyId']),
    schema: relationshipSchema,
  },
  enquiries: {
    compartment: 'people',
    book: 'one',
    indexes: ['contactId', 'conversationId', 'siteId'] as const,
    references: { contactId: 'contacts', conversationId: 'conversations', siteId: 'sites' },
    named: { memberId: 'members', 'custom.*': 'customFields' },
    handling: ofAPerson('contactId'),
    schema: enquirySchema,
  },
  imports: { compartment: 'people', book: 'one', handling: ofTheBusiness, schema: importSchema },
} satisfies Record<string, Collection>;
