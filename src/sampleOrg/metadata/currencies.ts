import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { CurrencyDefinition } from '../schema/settings.ts';
import { founder, instant } from './parameters.ts';

/** GET /org/currencies (zoho-api.md section 4.22); 204 without any. */
export function answerCurrencies(call: ApiCall): Reply {
  const { currencies } = call.org.schema.settings;
  if (currencies.length === 0) return empty(204);
  return json(200, { currencies: currencies.map((currency) => renderCurrency(call, currency)) });
}

/** GET /org/currencies/:id; 204 for an unknown one. */
export function answerCurrency(call: ApiCall): Reply {
  const currency = call.org.schema.settings.currencies.find((each) => each.id === call.params['id']);
  return currency ? json(200, { currencies: [renderCurrency(call, currency)] }) : empty(204);
}

function renderCurrency(call: ApiCall, currency: CurrencyDefinition) {
  return {
    id: currency.id,
    name: currency.name,
    iso_code: currency.isoCode,
    symbol: currency.symbol,
    exchange_rate: currency.exchangeRate,
    is_base: currency.isBase,
    is_active: currency.isActive,
    prefix_symbol: true,
    format: {
      decimal_separator: currency.decimalSeparator,
      thousand_separator: currency.thousandSeparator,
      decimal_places: '2',
    },
    created_by: founder(call),
    modified_by: founder(call),
    created_time: instant(call, currency.createdAt),
    modified_time: instant(call, currency.createdAt),
  };
}
