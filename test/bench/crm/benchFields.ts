export const benchModule = 'Leads';

/** Thirty-four columns of all the usual kinds; with the id, what people export. */
export const benchFields: readonly string[] = [
  ...['Owner', 'Company', 'Salutation', 'First_Name', 'Last_Name', 'Designation', 'Email', 'Secondary_Email'],
  ...['Phone', 'Mobile', 'Fax', 'Website', 'Lead_Source', 'Lead_Status', 'Industry', 'Rating', 'No_of_Employees'],
  ...['Annual_Revenue', 'Skype_ID', 'Twitter', 'Email_Opt_Out', 'Street', 'City', 'State', 'Zip_Code', 'Country'],
  ...['Languages', 'Win_Chance', 'Next_Contact_Date', 'Created_By', 'Modified_By', 'Created_Time', 'Modified_Time'],
  'Last_Activity_Time',
];
