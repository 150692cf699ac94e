// The page of main's own small window: draws the view that main gives, sends back what is typed, and forgets it.
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './prompt.css';
import type { PromptAnswer, PromptBridge, PromptView } from '../../shared/ipc/prompt-bridge';
import { element } from './elements';
import { problemOf } from './problem-of';
import { promptTexts as texts } from './prompt-texts';
import { viewBody, viewLead, viewTitle } from './view-body';
import { viewFields } from './view-fields';

const { kmesPrompt } = window as unknown as { readonly kmesPrompt: PromptBridge };
const root = document.getElementById('prompt');
if (root === null) throw new Error('prompt.html has no #prompt');

const close = (): void => void kmesPrompt.answer(null);

/** One view on the screen; resolves when it has been answered. */
function show(view: PromptView, into: HTMLElement): Promise<void> {
  return new Promise((done) => {
    const fields = viewFields(view);
    const body = viewBody(view);
    const problem = element('div', { role: 'alert' });
    const say = (text: string | null): void => {
      problem.replaceChildren(...(text === null ? [] : [element('p', { class: 'problem' }, text)]));
    };
    const submit = element(
      'button',
      { type: 'submit', class: view.kind === 'deny' ? 'danger' : 'primary' },
      texts.actions[view.kind],
    );
    const cancel = element('button', { type: 'button' }, texts.cancel);
    cancel.addEventListener('click', close);
    const form = element(
      'form',
      { 'aria-labelledby': 'title', autocomplete: 'off' },
      ...('environment' in view && view.environment === 'EVALUATION'
        ? [element('div', { class: 'band' }, view.environment)]
        : []),
      element('header', {}, element('h1', { id: 'title' }, viewTitle(view)), element('p', {}, viewLead(view))),
      // It scrolls, so it can be reached by keyboard; where nothing is to be read there is nothing to reach.
      body.length === 0
        ? element('div', { class: 'body empty' })
        : element('div', { class: 'body', tabindex: 0, role: 'region', 'aria-labelledby': 'title' }, ...body),
      element('footer', {}, problem, fields.element, element('div', { class: 'actions' }, cancel, submit)),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const read = fields.read();
      if (typeof read === 'string') {
        say(read);
        return;
      }
      submit.disabled = true;
      submit.textContent = texts.busy;
      send(read).then(done, done);
    });
    into.replaceChildren(form);
    say(problemOf(view));
    fields.focus();
    /** Out of the fields before anything else can look at them. */
    async function send(answer: PromptAnswer): Promise<void> {
      fields.clear();
      await kmesPrompt.answer(answer);
    }
  });
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
});

for (;;) {
  const view = await kmesPrompt.next();
  if (view === null) break;
  await show(view, root);
}
