// Runs once. Turns presses on numbers and panel buttons into `cite` and `vote` events, and keeps the keyboard's place.
const source = () => document.getElementById('source');
const reveal = () => {
  const article = source().querySelector('.cw-opened');
  if (!article) return;
  const passage = article.querySelector('.cw-passage');
  const mark = passage.querySelector('mark');
  passage.scrollTop += mark.getBoundingClientRect().top - passage.getBoundingClientRect().top - passage.clientHeight / 4;
  if (window.innerWidth < 900) source().scrollIntoView({block: 'start'});
  article.querySelector('h2').focus({preventScroll: true});
};
const open = (ref, width) => {
  document.querySelectorAll('#chat a.cw-active').forEach(a => a.classList.remove('cw-active'));
  document.querySelectorAll(`#chat a[href="#cite-${ref}"]`).forEach(a => a.classList.add('cw-active'));
  const shown = source().querySelector('.cw-opened');
  // The same panel sent again would not be drawn again.
  if (shown && shown.dataset.ref === ref && !width) return reveal();
  trigger('cite', {ref, width: width || 0});
};
// The name of the answer that a link stands in; an answer that is still being made has none.
const namedIn = link => {
  const message = link && link.closest('[data-testid="bot"]');
  const closing = message && message.querySelector('[class*="cw-named-"]');
  return closing ? [...closing.classList].find(one => one.startsWith('cw-named-')).slice(9) : '';
};
let pressed = null;
let named = '';
const vote = button => {
  const last = [...document.querySelectorAll(`#chat a[href="#cite-${button.dataset.ref}"]`)].pop();
  for (const one of button.parentElement.children) one.setAttribute('aria-pressed', String(one === button));
  trigger('vote', {ref: button.dataset.ref, vote: button.dataset.vote, named: named || namedIn(last)});
};
const close = () => {
  trigger('cite', {ref: '', width: 0});
  const link = pressed && document.querySelector(`#chat a[href="${pressed}"]`);
  if (link) { link.classList.remove('cw-active'); link.focus(); }
};
const copy = async button => {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Copying is not allowed here';
  }
};
document.addEventListener('click', event => {
  const link = event.target.closest('#chat a[href^="#cite-"]');
  const button = event.target.closest('#source button');
  if (link) {
    event.preventDefault();
    pressed = link.getAttribute('href');
    named = namedIn(link);
    open(pressed.slice(6));
  } else if (button && button.matches('.cw-more')) {
    open(button.dataset.ref, Number(button.dataset.width));
  } else if (button && button.matches('.cw-close')) {
    close();
  } else if (button && button.matches('.cw-copy')) {
    copy(button);
  } else if (button && button.matches('.cw-thumb')) {
    vote(button);
  }
}, true);
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && event.target.closest('#source .cw-opened')) close();
});
document.addEventListener('citewell:shown', reveal);
// Gradio names each message by its raw Markdown, which a screen reader would spell out; and a new
// question belongs at the top, with its answer growing below it.
let questions = 0;
new MutationObserver(() => {
  for (const one of document.querySelectorAll('#chat [data-testid="bot"], #chat [data-testid="user"]')) {
    const name = one.dataset.testid === 'bot' ? 'Answer' : 'Question';
    if (one.getAttribute('aria-label') !== name) one.setAttribute('aria-label', name);
  }
  const rows = document.querySelectorAll('#chat .user-row');
  const log = document.querySelector('#chat [role="log"]');
  if (rows.length > questions) log.scrollTop += rows[rows.length - 1].getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
  questions = rows.length;
}).observe(document.body, {subtree: true, childList: true, attributes: true, attributeFilter: ['aria-label']});
