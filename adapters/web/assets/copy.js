// Puts a button below each text to copy. Without it one click on the text marks it whole.
for (const text of document.querySelectorAll('[data-copy]')) {
  const { copy, named, copied, marked } = text.dataset;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'outline secondary';
  button.textContent = copy;
  button.setAttribute('aria-label', named);
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  const row = document.createElement('p');
  row.className = 'copying screen-only';
  row.append(button, said);
  const hint = document.getElementById(text.getAttribute('aria-describedby'));
  hint.hidden = true;
  hint.after(row);
  button.addEventListener('click', async () => {
    // Emptied first, so that it is heard every time.
    said.textContent = '';
    said.textContent = (await copyAll(text)) ? copied : marked;
  });
}

// Whether the whole text is in the clipboard now; else it is marked, to be copied by hand.
async function copyAll(text) {
  try {
    // Only where the page came by HTTPS or from this very computer.
    await navigator.clipboard.writeText(text.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(text);
    return document.execCommand('copy');
  }
}
