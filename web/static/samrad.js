// Everything works without this file. With it: a warning before unsaved answers are lost, signs left to write,
// focus on what is to be put right, and a button that prints.
"use strict";

const form = document.querySelector("[data-form]");
let changed = false;

if (form) {
  // A form that was given back holds what is saved nowhere.
  changed = "changed" in form.dataset;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    changed = false;
  });
}

window.addEventListener("beforeunload", (event) => {
  if (changed) {
    event.preventDefault();
  }
});

// A page that the browser brings back may be sent again.
window.addEventListener("pageshow", () => {
  if (form) {
    delete form.dataset.sent;
  }
});

// What was written stays with its place in the history, and that place is no longer one that a browser asks to
// send again. On the way back the words are laid in, with what they were written from: nobody is run over.
function written() {
  const fields = [...form.elements].filter((field) => field.name && field.type !== "submit" && field.name !== "guard");
  return fields.map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]);
}

function keptInHistory() {
  window.history.replaceState({ written: written() }, "");
}

function laidBack(kept) {
  const fields = kept.map(([name, value]) => [form.elements.namedItem(name), value]).filter(([field]) => field);
  const inWords = ([field]) => field.type === "textarea" || field.type === "text";
  if (fields.filter(inWords).every(([field, value]) => field.value === value)) {
    return;
  }
  for (const [field, value] of fields) {
    field[field.type === "checkbox" ? "checked" : "value"] = value;
  }
  changed = true;
  const told = document.createElement("p");
  told.className = "notice";
  told.setAttribute("role", "status");
  told.textContent = "I rutan står det som du skrev här senast. Det är inte det som står i rapporten nu.";
  form.before(told);
}

if (form && "again" in form.dataset) {
  if (changed) {
    keptInHistory();
  } else if (window.history.state && window.history.state.written) {
    laidBack(window.history.state.written);
  }
  form.addEventListener("change", keptInHistory);
}

// Beside a field there is room for a text on a wide screen; on a narrow one it would stand in the way.
if (window.matchMedia("(max-width: 40rem)").matches) {
  document.querySelectorAll("[data-folds]").forEach((one) => { one.open = false; });
}

function counted(field) {
  const most = Number(field.dataset.most);
  const shown = document.createElement("p");
  shown.className = "hint counter";
  shown.id = `left-${field.id}`;
  // Read out when one pauses, not at every sign.
  const spoken = document.createElement("p");
  spoken.className = "unseen";
  spoken.setAttribute("role", "status");
  field.after(shown, spoken);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${shown.id}`.trim());
  let pause = 0;
  const count = () => {
    const left = most - [...field.value].length;
    const signs = Math.abs(left).toLocaleString("sv-SE");
    const told = left < 0 ? `${signs} tecken för mycket` : `${signs} tecken kvar`;
    shown.textContent = field.value ? told : "";
    shown.classList.toggle("over", left < 0);
  };
  field.addEventListener("input", () => {
    count();
    window.clearTimeout(pause);
    pause = window.setTimeout(() => { spoken.textContent = shown.textContent; }, 1000);
  });
  count();
}

document.querySelectorAll("[data-most]").forEach(counted);

// The page asks for this focus itself; browsers that do not know how to give it get help.
const problems = document.getElementById("fel");
window.addEventListener("load", () => window.setTimeout(() => {
  if (problems && !window.location.hash && document.activeElement === document.body) {
    problems.focus();
  }
}, 100));

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
