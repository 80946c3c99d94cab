// Keys, focus, and figures as chips. What is decided is decided on the server; this file keeps nothing.
const $ = (what, where = document) => where.querySelector(what);
const all = (what, where = document) => [...where.querySelectorAll(what)];
const status = (text) => { $("#status").textContent = text; };
const card = () => $("#chosen");
const place = () => card()?.dataset.place ?? "";
const unit = (name) => document.getElementById(`u-${name}`);
const editing = () => Boolean(card()?.dataset.editing);

document.documentElement.classList.add("ready");

// --- the chosen sentence ---

function choose({ focus = true, scroll = true } = {}) {
  const name = place();
  all(".unit[aria-current]").forEach((one) => { one.removeAttribute("aria-current"); one.tabIndex = -1; });
  all(".unit .figure[tabindex='0']").forEach((one) => { one.tabIndex = -1; });
  const now = unit(name);
  if (!now) return;
  now.setAttribute("aria-current", "true");
  now.tabIndex = 0;
  all(".figure", now).forEach((one) => { one.tabIndex = 0; });
  if (scroll) now.scrollIntoView({ block: seen(now) ? "nearest" : "center" });
  if (focus && !editing()) now.focus({ preventScroll: true });
}

function seen(one) {
  const box = one.getBoundingClientRect();
  const pane = $("#left").getBoundingClientRect();
  return box.top > pane.top + 20 && box.bottom < pane.bottom - 40;
}

function ask(path, values = {}) {
  return htmx.ajax("GET", path, { target: "#card", values });
}

function go(name) {
  if (!name || (editing() && !leave())) return;
  ask("/card", { place: name });
}

function step(by) {
  const units = all(".unit");
  const at = units.findIndex((one) => one.dataset.place === place());
  const to = units[at < 0 ? 0 : at + by];
  if (to) go(to.dataset.place);
  else status(by > 0 ? "已经是最后一处。" : "已经是第一处。");
}

function leave() {
  const changed = $("#editor") && serialised($("#editor")) !== started;
  return !changed || window.confirm("修改还没有保存，不要了吗？");
}

document.addEventListener("click", (event) => {
  const target = event.target;
  const jump = target.closest("[data-jump]");
  if (jump) { go(jump.dataset.jump); return; }
  const action = target.closest("[data-do]")?.dataset.do;
  if (action === "help") { $("#help").showModal(); return; }
  if (action === "undo") { press("u"); return; }
  const chip = target.closest("[data-chip]");
  if (chip) { insert(chip.dataset); return; }
  const one = target.closest(".unit");
  if (one && one.dataset.place !== place() && !String(window.getSelection())) go(one.dataset.place);
});

// --- keys ---

function press(key) {
  const button = $(`#card [data-key="${key}"]`);
  if (button && !button.disabled) button.click();
  else if (key === "u") htmx.ajax("POST", "/act", { target: "#card", values: { action: "undo", place: place(), revision: revision() } });
  else status("这一处现在不能这样做。");
}

// Which state of the report this page shows: another tab may have gone further.
const revision = () => $("#count").dataset.revision;
const KEYS = { KeyA: "a", KeyS: "s", KeyE: "e", KeyR: "r", KeyU: "u", KeyY: "y" };

// A key that comes while the last one is still being answered waits its turn: fast fingers lose nothing.
let busy = false;
const queue = [];
function next() {
  if (!busy && queue.length && !editing()) queue.shift()();
}
function later(act) {
  queue.push(act);
  next();
}

document.addEventListener("keydown", (event) => {
  if (editing()) { editorKey(event); return; }
  if (event.key === "Enter" && event.ctrlKey && !$("#help").open) { event.preventDefault(); later(() => $("#finish").click()); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || $("#help").open) return;
  const typing = event.target.closest?.("input, textarea, select");
  if (typing) {
    if (event.key === "Escape") choose();
    return;
  }
  // The physical key counts where an input method is on: its letters arrive as "Process".
  const key = KEYS[event.code];
  const done = () => { event.preventDefault(); };
  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) { done(); $("#help").showModal(); }
  else if (event.key === "/" || event.code === "Slash") { done(); $("#hint")?.focus(); }
  else if (event.code === "KeyJ") { done(); later(() => step(1)); }
  else if (event.code === "KeyK") { done(); later(() => step(-1)); }
  else if (event.code === "KeyA" && event.shiftKey) { done(); later(() => press("A")); }
  else if (key && !event.shiftKey) { done(); if (!event.repeat) later(() => press(key)); }
  else if (/^[1-9]$/.test(event.key)) {
    const button = $(`#card [data-number="${event.key}"]`);
    if (button) { done(); button.click(); }
  }
});

// --- the editor ---

let started = "";

function serialised(editor) {
  let text = "";
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) text += child.data;
      else if (child.dataset?.slot) text += child.dataset.slot;
      else walk(child);
    }
  };
  walk(editor);
  return text.replace(/[\u200b\n\r]/g, "");
}

function editorKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); $("#save").click(); return; }
  if (event.key === "Escape") { event.preventDefault(); if (leave()) $("#cancel").click(); return; }
  const editor = event.target.closest?.("#editor");
  if (!editor) return;
  if (event.key === "Enter") event.preventDefault();
  if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    event.preventDefault();
    moveChip(event.key === "ArrowLeft" ? -1 : 1);
  }
}

// The chip beside the caret goes one character further.
function moveChip(by) {
  const selection = window.getSelection();
  const chip = held ?? besideCaret(selection);
  if (!chip?.isConnected) { status("先点一下要移动的数，或者把光标放到它旁边。"); return; }
  const editor = $("#editor");
  hold(chip);
  const other = by < 0 ? chip.previousSibling : chip.nextSibling;
  if (!other) return;
  if (other.nodeType !== Node.TEXT_NODE || other.data.length <= 1) {
    if (by < 0) editor.insertBefore(chip, other); else editor.insertBefore(other, chip);
  } else if (by < 0) {
    const rest = other.splitText(other.data.length - 1);
    editor.insertBefore(chip, rest);
  } else {
    other.splitText(1);
    editor.insertBefore(other, chip);
  }
  editor.normalize();
  typed();
}

let held = null;
function hold(chip) {
  held?.classList.remove("held");
  held = chip;
  chip?.classList.add("held");
}

function besideCaret(selection) {
  if (!selection.rangeCount) return null;
  const { startContainer: node, startOffset: at } = selection.getRangeAt(0);
  const near = node.nodeType === Node.TEXT_NODE
    ? [at === 0 ? node.previousSibling : null, at === node.data.length ? node.nextSibling : null]
    : [node.childNodes[at - 1], node.childNodes[at]];
  return near.find((one) => one?.dataset?.slot) ?? null;
}

function insert({ chip, shown, name }) {
  const editor = $("#editor");
  if (!editor) return;
  const made = document.createElement("span");
  made.className = "chip";
  made.contentEditable = "false";
  made.draggable = true;
  made.dataset.slot = chip;
  made.title = name;
  made.textContent = shown;
  const selection = window.getSelection();
  const range = selection.rangeCount && editor.contains(selection.anchorNode) ? selection.getRangeAt(0) : null;
  if (range) { range.deleteContents(); range.insertNode(made); range.setStartAfter(made); range.collapse(true); }
  else editor.append(made);
  editor.focus();
  typed();
}

let sending = null;
function typed() {
  const editor = $("#editor");
  if (!editor) return;
  const text = serialised(editor);
  $("#edited").value = text;
  const plain = text.replace(/\{\{[^}]*\}\}/g, "□");
  const numbers = plain.match(/[0-9０-９]+(?:[.．][0-9０-９]+)?%?/g) ?? [];
  const note = $("#typed-note");
  note.hidden = !numbers.length;
  note.textContent = numbers.length ? `直接打上去的数：${numbers.join("、")}。保存时会问是不是数据里的数。` : "";
  // What is being typed is kept too, one letter behind at most.
  const body = new URLSearchParams({ place: editor.dataset.place, text });
  sending = (sending ?? Promise.resolve()).then(() => fetch("/typing", { method: "POST", body })).catch(() => lost());
}

document.addEventListener("input", (event) => { if (event.target.id === "editor") typed(); });
document.addEventListener("mousedown", (event) => {
  const chip = event.target.closest?.("#editor .chip");
  if ($("#editor")) hold(chip ?? null);
});
// A click puts the caret behind a chip: what is typed next stands beside it and never takes its place.
document.addEventListener("click", (event) => {
  const chip = event.target.closest?.("#editor .chip");
  if (chip) window.getSelection().collapse(chip.parentNode, [...chip.parentNode.childNodes].indexOf(chip) + 1);
});
document.addEventListener("paste", (event) => {
  if (!event.target.closest?.("#editor")) return;
  event.preventDefault();
  document.execCommand("insertText", false, event.clipboardData.getData("text/plain").replace(/\s+/g, ""));
});
document.addEventListener("dragstart", (event) => {
  const chip = event.target.closest?.("#editor .chip");
  if (chip) { hold(chip); event.dataTransfer.setData("text/plain", ""); event.dataTransfer.effectAllowed = "move"; }
});
document.addEventListener("dragover", (event) => { if (held && event.target.closest?.("#editor")) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  if (!event.target.closest?.("#editor")) return;
  event.preventDefault();
  const at = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  if (held && at && !held.contains(at.startContainer)) { at.insertNode(held); $("#editor").normalize(); typed(); }
});

// --- after each answer of the server ---

document.addEventListener("htmx:configRequest", (event) => {
  const values = event.detail.parameters;
  if (event.detail.path === "/finish") return;
  if (!values.has?.("place") && values.place === undefined) event.detail.parameters.place = place();
  event.detail.parameters.revision = revision();
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target?.id === "card") busy = true;
  if (event.detail.elt.id === "save") { $("#edited").value = serialised($("#editor")); }
});
document.addEventListener("htmx:afterSettle", (event) => {
  const target = event.detail.target?.id;
  if (target !== "card") return;
  held = null;
  if (editing()) {
    const editor = $("#editor");
    // Where the browser knows it, nothing but plain text can come in.
    try { editor.contentEditable = "plaintext-only"; } catch { editor.contentEditable = "true"; }
    $("#edited").value = started = serialised(editor);
    choose({ focus: false });
    editor.focus();
    const selection = window.getSelection();
    selection.selectAllChildren(editor);
    selection.collapseToEnd();
  } else {
    $("#side").scrollTop = 0;
    choose();
    if (!unit(place())) card()?.focus?.();
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  // What was swapped in settles in the same turn; the next key is taken in the turn behind it.
  if (event.detail.target?.id === "card") setTimeout(() => { busy = false; next(); }, 0);
  if (event.detail.requestConfig?.verb === "post" && event.detail.successful) scheduleFindings();
});
let waiting = 0;
function scheduleFindings() {
  clearTimeout(waiting);
  waiting = setTimeout(() => htmx.trigger(document.body, "changed"), 300);
}
function lost() { status("和程序断开了。已做的决定都已存盘；请回到命令窗口重新运行 draftgen review。"); }
document.addEventListener("htmx:sendError", lost);
document.addEventListener("htmx:responseError", (event) => { status(event.detail.xhr.responseText.slice(0, 200) || "没有做成，请再试一次。"); });

window.addEventListener("beforeunload", (event) => {
  if (editing() && $("#editor") && serialised($("#editor")) !== started) event.preventDefault();
});
window.addEventListener("pagehide", () => { navigator.sendBeacon("/bye", new URLSearchParams({ bye: "1" })); });
$("#help").addEventListener("close", () => choose({ scroll: false }));
choose();
