/** The token of this tab, which a sign-in or a person puts here. */
const TOKEN_KEY = 'casemgr.docs.token';

export function token() {
  return sessionStorage.getItem(TOKEN_KEY);
}

/** Wires the header of the page. */
export function startSession() {
  const state = document.getElementById('session-state');
  const form = document.getElementById('token-form');
  const input = document.getElementById('token');
  const signOut = document.getElementById('sign-out');
  const ways = [document.getElementById('sign-in'), document.getElementById('own-token')];
  const signedOut = state.textContent;
  const show = () => {
    const hasToken = token() !== null;
    state.textContent = hasToken ? 'Requests from here carry your access token.' : signedOut;
    signOut.hidden = !hasToken;
    for (const way of ways) way.hidden = hasToken;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sessionStorage.setItem(TOKEN_KEY, input.value.trim());
    form.reset();
    show();
  });
  signOut.addEventListener('click', () => {
    sessionStorage.removeItem(TOKEN_KEY);
    show();
  });
  show();
}
