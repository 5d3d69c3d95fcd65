/* The script of GET /docs, run by the browser; `SwaggerUIBundle` comes from the script before it. */
const TOKEN_KEY = 'casemgr.docs.token';

const sessionState = document.getElementById('session-state');
const tokenForm = document.getElementById('token-form');
const tokenInput = document.getElementById('token');
const signOut = document.getElementById('sign-out');
const signedOutText = sessionState.textContent;

function showSession() {
  const hasToken = sessionStorage.getItem(TOKEN_KEY) !== null;
  sessionState.textContent = hasToken ? 'Requests sent from here carry your access token.' : signedOutText;
  signOut.hidden = !hasToken;
}

tokenForm.addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem(TOKEN_KEY, tokenInput.value.trim());
  tokenForm.reset();
  showSession();
});

signOut.addEventListener('click', () => {
  sessionStorage.removeItem(TOKEN_KEY);
  showSession();
});

/** Sends a request to the server that this page came from, whatever address the document names, as whoever signed in. */
function toThisServer(request) {
  const { pathname, search } = new URL(request.url, location.href);
  const token = sessionStorage.getItem(TOKEN_KEY);
  request.url = `${location.origin}${pathname}${search}`;
  if (token !== null) request.headers.Authorization = `Bearer ${token}`;
  return request;
}

const nothing = () => null;

showSession();
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#operations',
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: toThisServer,
  // Its sign-in dialog needs a page with an inline script; the header above does what it would.
  plugins: [() => ({ wrapComponents: { authorizeBtn: () => nothing, authorizeOperationBtn: () => nothing } })],
});
