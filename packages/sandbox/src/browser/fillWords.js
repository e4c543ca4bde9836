/**
 * Writes words into every element that asks for one with `data-word`.
 *
 * @param {Readonly<Record<string, unknown>>} words
 */
export function fillWords(words) {
  for (const element of document.querySelectorAll('[data-word]')) {
    if (element instanceof HTMLElement) element.textContent = String(words[element.dataset.word ?? ''] ?? '')
  }
}
