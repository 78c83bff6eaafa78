import type { FieldMore, FieldSpec } from '../fieldSpec.ts';
import { field, fields, formula, lookup, pickList, subform } from '../fieldSpec.ts';
import type { ModuleSpec } from '../moduleSpec.ts';
import { linkedList, recordModule, subformModule } from '../moduleSpec.ts';
import { addressFields, auditFields, currencyFields, recordImage, totalFields } from '../systemFields.ts';
import { carriers } from './options.ts';

const longText: FieldMore = { textareaKind: 'large', length: 32_000 };

export const products: ModuleSpec = recordModule({
  apiName: 'Products',
  singularLabel: 'Product',
  pluralLabel: 'Products',
  duplicateCheckField: 'Product_Name',
  fields: [
    field('text', 'Product_Name', { length: 200, mandatory: true, displayField: true }),
    field('text', 'Product_Code', { length: 40, unique: { caseSensitive: false } }),
    lookup('Vendor_Name', 'Vendors', 'Products'),
    field('boolean', 'Product_Active'),
    pickList('Manufacturer', ['AltvetPet Inc.', 'LexPon Inc.', 'MetBeat Corp.']),
    pickList('Product_Category', ['Hardware', 'Software', 'CRM Applications']),
    pickList('Usage_Unit', ['Box', 'Carton', 'Dozen', 'Each', 'Hours', 'Lb', 'Pieces']),
    ...fields('date', 'Sales_Start_Date Sales_End_Date Support_Start_Date Support_Expiry_Date'),
    field('currency', 'Unit_Price'),
    field('percent', 'Commission_Rate'),
    field('boolean', 'Taxable'),
    field('multiselectpicklist', 'Tax', { options: ['Sales Tax', 'Vat', 'Common Tax'] }),
    ...fields('double', 'Qty_in_Stock Qty_in_Demand Qty_Ordered Reorder_Level'),
    field('userlookup', 'Handler'),
    field('textarea', 'Description', longText),
    recordImage,
  ],
  relatedLists: [
    linkedList('Contacts', 'Contacts', 'Contacts_X_Products', 'Product', 'Contact'),
    linkedList('Accounts', 'Accounts', 'Accounts_X_Products', 'Product', 'Account'),
    linkedList('Deals', 'Deals', 'Deals_X_Products', 'Product', 'Deal'),
  ],
});

export const vendors: ModuleSpec = recordModule({
  apiName: 'Vendors',
  singularLabel: 'Vendor',
  pluralLabel: 'Vendors',
  duplicateCheckField: 'Vendor_Name',
  fields: [
    field('text', 'Vendor_Name', { length: 120, mandatory: true, displayField: true }),
    field('phone', 'Phone'),
    field('email', 'Email'),
    field('website', 'Website'),
    pickList('GL_Account', ['Sales-Software', 'Sales-Hardware', 'Rental Income', 'Interest Income']),
    field('text', 'Category', { length: 100 }),
    ...addressFields('', 'Zip_Code'),
    field('textarea', 'Description', longText),
    recordImage,
  ],
});

export const priceBooks: ModuleSpec = recordModule({
  apiName: 'Price_Books',
  moduleName: 'PriceBooks',
  singularLabel: 'Price Book',
  pluralLabel: 'Price Books',
  duplicateCheckField: 'Price_Book_Name',
  fields: [
    field('text', 'Price_Book_Name', { length: 120, mandatory: true, displayField: true }),
    field('boolean', 'Active'),
    pickList('Pricing_Model', ['Flat', 'Differential']),
    // A text by metadata, a list of ranges by payload (zoho-api.md sections 4.20 and 5).
    field('text', 'Pricing_Details', { jsonType: 'jsonarray', length: 2000, sortable: false, bulkReadable: false }),
    field('textarea', 'Description', longText),
  ],
});

export const quotes: ModuleSpec = recordModule({
  apiName: 'Quotes',
  singularLabel: 'Quote',
  pluralLabel: 'Quotes',
  duplicateCheckField: 'Subject',
  fields: [
    subject(),
    field('autonumber', 'Quote_Number', { autoNumber: { prefix: 'Q-', suffix: '', start: 1001 } }),
    lookup('Account_Name', 'Accounts', 'Quotes', { mandatory: true }),
    lookup('Contact_Name', 'Contacts', 'Quotes'),
    lookup('Deal_Name', 'Deals', 'Quotes'),
    pickList('Quote_Stage', ['Draft', 'Negotiation', 'Delivered', 'On Hold', 'Confirmed', 'Closed Won', 'Closed Lost']),
    field('date', 'Valid_Till'),
    pickList('Carrier', carriers),
    field('text', 'Team', { length: 50 }),
    ...documentFields('Quoted_Items'),
  ],
});

export const salesOrders: ModuleSpec = recordModule({
  apiName: 'Sales_Orders',
  moduleName: 'SalesOrders',
  singularLabel: 'Sales Order',
  pluralLabel: 'Sales Orders',
  duplicateCheckField: 'Subject',
  fields: [
    subject(),
    field('autonumber', 'SO_Number', { autoNumber: { prefix: 'SO-', suffix: '', start: 1001 } }),
    lookup('Account_Name', 'Accounts', 'SalesOrders', { mandatory: true }),
    lookup('Contact_Name', 'Contacts', 'SalesOrders'),
    lookup('Deal_Name', 'Deals', 'SalesOrders'),
    lookup('Quote_Name', 'Quotes', 'SalesOrders'),
    pickList('Status', ['Created', 'Approved', 'Delivered', 'Cancelled']),
    field('text', 'Purchase_Order', { length: 100 }),
    field('text', 'Customer_No', { length: 100 }),
    field('text', 'Pending', { length: 100 }),
    field('date', 'Due_Date'),
    pickList('Carrier', carriers),
    ...fields('currency', 'Excise_Duty Sales_Commission'),
    ...documentFields('Ordered_Items'),
  ],
});

export const purchaseOrders: ModuleSpec = recordModule({
  apiName: 'Purchase_Orders',
  moduleName: 'PurchaseOrders',
  singularLabel: 'Purchase Order',
  pluralLabel: 'Purchase Orders',
  duplicateCheckField: 'Subject',
  fields: [
    subject(),
    field('text', 'PO_Number', { length: 100 }),
    lookup('Vendor_Name', 'Vendors', 'PurchaseOrders', { mandatory: true }),
    lookup('Contact_Name', 'Contacts', 'PurchaseOrders'),
    pickList('Status', ['Created', 'Approved', 'Delivered', 'Cancelled']),
    field('text', 'Requisition_No', { length: 100 }),
    field('text', 'Tracking_Number', { length: 100 }),
    ...fields('date', 'PO_Date Due_Date'),
    pickList('Carrier', carriers),
    ...fields('currency', 'Excise_Duty Sales_Commission'),
    ...documentFields('Purchase_Items'),
  ],
});

export const invoices: ModuleSpec = recordModule({
  apiName: 'Invoices',
  singularLabel: 'Invoice',
  pluralLabel: 'Invoices',
  duplicateCheckField: 'Subject',
  fields: [
    subject(),
    field('autonumber', 'Invoice_Number', { autoNumber: { prefix: 'INV-', suffix: '', start: 1 } }),
    lookup('Account_Name', 'Accounts', 'Invoices', { mandatory: true }),
    lookup('Contact_Name', 'Contacts', 'Invoices'),
    lookup('Deal_Name', 'Deals', 'Invoices'),
    lookup('Sales_Order', 'Sales_Orders', 'Invoices'),
    pickList('Status', ['Created', 'Approved', 'Delivered', 'Cancelled']),
    ...fields('date', 'Invoice_Date Due_Date'),
    field('text', 'Purchase_Order', { length: 100 }),
    ...fields('currency', 'Excise_Duty Sales_Commission'),
    ...documentFields('Invoiced_Items'),
  ],
});

/** The modules of the lines, by the names of the subform fields (zoho-api.md section 4.20). */
export const lineModules: readonly ModuleSpec[] = [
  lines('Quoted_Items', 'Quotes'),
  lines('Ordered_Items', 'Sales_Orders'),
  lines('Purchase_Items', 'Purchase_Orders'),
  lines('Invoiced_Items', 'Invoices'),
];

function subject(): FieldSpec {
  return field('text', 'Subject', { length: 255, mandatory: true, displayField: true });
}

function documentFields(lineModule: string): FieldSpec[] {
  return [
    subform(lineModule, lineModule, { mandatory: true }),
    ...totalFields(lineModule),
    ...addressFields('Billing', 'Code'),
    ...addressFields('Shipping', 'Code'),
    field('textarea', 'Terms_and_Conditions', longText),
    field('textarea', 'Description', longText),
    ...currencyFields,
  ];
}

function lines(apiName: string, parentModule: string): ModuleSpec {
  const label = apiName.replaceAll('_', ' ');
  return subformModule({
    apiName,
    parentModule,
    singularLabel: label,
    pluralLabel: label,
    fields: [
      lookup('Parent_Id', parentModule, undefined, { writable: false }),
      field('integer', 'Sequence_Number', { writable: false }),
      lookup('Product_Name', 'Products', undefined, { mandatory: true }),
      field('double', 'Quantity', { mandatory: true }),
      field('currency', 'List_Price'),
      formula('Total', 'double', '${List_Price} * ${Quantity}'),
      field('currency', 'Discount'),
      formula('Total_After_Discount', 'double', '${Total} - ${Discount}'),
      field('currency', 'Tax'),
      formula('Net_Total', 'double', '${Total_After_Discount} + ${Tax}'),
      field('text', 'Line_Tax', { jsonType: 'jsonarray', length: 2000, sortable: false, bulkReadable: false }),
      lookup('Price_Book_Name', 'Price_Books'),
      field('textarea', 'Description'),
      ...auditFields,
    ],
  });
}
