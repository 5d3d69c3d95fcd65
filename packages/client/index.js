import createFetchClient from 'openapi-fetch';

export function createClient({ url, token, locale, fetch }) {
  const client = createFetchClient({ baseUrl: url, ...(fetch && { fetch }) });
  client.use({
    async onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${typeof token === 'function' ? await token() : token}`);
      request.headers.set('accept', 'application/json');
      if (locale !== undefined) request.headers.set('accept-language', locale);
      return request;
    },
  });
  return client;
}
