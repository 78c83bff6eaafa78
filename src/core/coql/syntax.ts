/**
 * What the parser makes of a COQL document. Tolerant: whatever is there is found, whatever is missing is absent.
 * Positions are offsets in UTF-16 units from the start of the document; `end` is exclusive.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `word` covers keywords, names and unquoted literals such as `true`; `unknown` is a character that COQL has no use for. */
export const tokenKinds = [
  'word',
  'string',
  'number',
  'operator',
  'comma',
  'dot',
  'arrow',
  'hash',
  'star',
  'open',
  'close',
  'semicolon',
  'comment',
  'unknown',
] as const;
export type TokenKind = (typeof tokenKinds)[number];

export interface Token extends Span {
  readonly kind: TokenKind;
  /** As it stands in the document, quotes included. */
  readonly text: string;
}

/** A file: queries separated by `;`. */
export interface QueryDocument {
  readonly text: string;
  /** All, in order, comments included; white space is what lies between them. */
  readonly tokens: readonly Token[];
  /** Empty stretches between semicolons make no query. */
  readonly queries: readonly Query[];
}

/** From the first token of a query to the last before its semicolon, comments around it excluded. */
export interface Query extends Span {
  readonly select: SelectClause | undefined;
  readonly from: FromClause | undefined;
  readonly where: WhereClause | undefined;
  readonly groupBy: GroupByClause | undefined;
  readonly orderBy: OrderByClause | undefined;
  readonly limit: NumberClause | undefined;
  readonly offset: NumberClause | undefined;
  /** Of the parser alone; what metadata and limits say is found by `findProblems`. */
  readonly syntaxProblems: readonly SyntaxProblem[];
}

/**
 * - `expected`: something is missing here; `unexpected`: something cannot stand here;
 * - `missingSemicolon`: another `select` begins; `clauseOrder`: the clauses are in another order, or one stands twice;
 * - the others name a slip that `findProblems` has a fix for.
 */
export const syntaxProblemKinds = [
  'expected',
  'unexpected',
  'notSelect',
  'missingSemicolon',
  'missingComma',
  'missingBy',
  'clauseOrder',
  'distinct',
  'unclosedText',
  'unclosedComment',
  'unclosedBracket',
  'unopenedBracket',
  'emptyBrackets',
  'tooDeep',
  'unquotedValue',
  'foreignOperator',
  'unknownOperator',
  'nullComparison',
  'starArgument',
  'subquery',
  'numberForm',
  'limitForm',
  'commaBeforeClause',
] as const;
export type SyntaxProblemKind = (typeof syntaxProblemKinds)[number];

export interface SyntaxProblem extends Span {
  readonly kind: SyntaxProblemKind;
  /** For people, in English, one sentence. */
  readonly message: string;
}

/** One name as written. */
export interface Name extends Span {
  readonly text: string;
}

/** `Account_Name.Owner.last_name`. The last part's text is empty where the path ends with a dot. */
export interface FieldPath extends Span {
  readonly parts: readonly Name[];
}

export interface SelectClause extends Span {
  readonly keyword: Span;
  readonly columns: readonly SelectColumn[];
}

export interface SelectColumn extends Span {
  readonly expression: ColumnExpression | undefined;
  readonly alias: Name | undefined;
}

/** The span is that of the expression, quotes around it included: `'What_Id->Leads.Last_Name'`. */
export type ColumnExpression = Span &
  (
    | { readonly kind: 'field'; readonly path: FieldPath }
    /** `COUNT(id)`; the name as written, as COQL knows aggregates in upper case only. */
    | { readonly kind: 'aggregate'; readonly name: Name; readonly argument: FieldPath | undefined }
    /** `What_Id->Leads.Last_Name`. */
    | {
        readonly kind: 'moduleField';
        readonly lookup: Name;
        readonly module: Name | undefined;
        readonly path: FieldPath | undefined;
      }
    | { readonly kind: 'star'; readonly at: Span }
  );

export interface FromClause extends Span {
  readonly keyword: Span;
  readonly module: Name | undefined;
  /** The id after `#`. */
  readonly customView: Name | undefined;
}

export interface WhereClause extends Span {
  readonly keyword: Span;
  readonly condition: Condition | undefined;
}

export type Condition = LogicalCondition | ComparisonCondition;

/**
 * Members joined by `and` and `or` as they were written on one level. COQL wants pairs in brackets, so that more than
 * two members, or two without brackets below another level, are a problem (which `pairBrackets` mends).
 */
export interface LogicalCondition extends Span {
  readonly kind: 'logical';
  readonly members: readonly Condition[];
  /** One fewer than members, or as many while the last member is not yet written. */
  readonly operators: readonly LogicalOperator[];
  /** Whether it stands in brackets of its own; the span then includes them. */
  readonly isBracketed: boolean;
}

export interface LogicalOperator extends Span {
  readonly operator: 'and' | 'or';
}

export interface ComparisonCondition extends Span {
  readonly kind: 'comparison';
  readonly column: ColumnExpression | undefined;
  readonly operator: ComparisonOperator | undefined;
  /** One, or two after BETWEEN, or those in the brackets after IN, or none after IS NULL. */
  readonly values: readonly Literal[];
  readonly isBracketed: boolean;
}

export const comparisonOperators = [
  '=',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  'like',
  'not like',
  'in',
  'not in',
  'between',
  'not between',
  'is null',
  'is not null',
] as const;

export interface ComparisonOperator extends Span {
  readonly operator: (typeof comparisonOperators)[number];
}

/** A value as written. `value` is what is meant, quotes and doubled quotes taken away. */
export interface Literal extends Span {
  readonly kind: 'string' | 'number' | 'word';
  readonly value: string;
  /** False for a string whose closing quote is missing. */
  readonly isClosed: boolean;
}

export interface GroupByClause extends Span {
  readonly keyword: Span;
  readonly columns: readonly ColumnExpression[];
}

export interface OrderByClause extends Span {
  readonly keyword: Span;
  readonly columns: readonly OrderByColumn[];
}

export interface OrderByColumn extends Span {
  readonly expression: ColumnExpression | undefined;
  readonly direction: 'asc' | 'desc' | undefined;
}

/** `LIMIT 20`, `OFFSET 40`. */
export interface NumberClause extends Span {
  readonly keyword: Span;
  /** Undefined while it is missing or no whole number. */
  readonly value: number | undefined;
}
