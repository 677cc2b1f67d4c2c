import { both, notPersonal } from '#mapping';
import { company, contact, customers } from './catalog/index.ts';

// Names, e-mail and addresses are carried by the pair. No sync type is named, so every connection uses the tables of its
// own. Rules on fields that the organisation's tax edition lacks are left out by themselves.
export default customers(
  { conflict: 'latestWins' },
  {
    business: {
      website: both(company.Website),
      currency_code: both(company.Currency),
      is_taxable: both(company.Tax.Taxable),
      tax_id: both(company.Tax.Tax_Id),
      tax_authority_id: both(company.Tax.Tax_Authority_Id),
      tax_exemption_id: both(company.Tax.Tax_Exemption_Id),
      vat_treatment: both(company.VAT_Treatment),
      gst_treatment: both(company.GST_Treatment),
      place_of_contact: both(company.Place_of_Supply),
      gst_no: both(company.Tax_Reg_Number).via(notPersonal('the public registration number of a business')),
    },
    person: {
      salutation: both(contact.Salutation),
      phone: both(contact.Phone),
      mobile: both(contact.Mobile),
    },
    individual: {
      phone: both(contact.Phone),
      mobile: both(contact.Mobile),
      currency_code: both(contact.Currency),
      is_taxable: both(contact.Tax.Taxable),
      tax_id: both(contact.Tax.Tax_Id),
      tax_authority_id: both(contact.Tax.Tax_Authority_Id),
      tax_exemption_id: both(contact.Tax.Tax_Exemption_Id),
      vat_treatment: both(contact.VAT_Treatment),
      gst_treatment: both(contact.GST_Treatment),
      place_of_contact: both(contact.Place_of_Supply),
      gst_no: both(contact.Tax_Reg_Number).via(notPersonal('the public registration number of a business')),
    },
  },
);
