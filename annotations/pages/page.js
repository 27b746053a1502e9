// What style sheets cannot: all pieces of one annotation shown together, and Escape to put a card away.
(() => {
  const root = document.documentElement;
  let shown = "";
  const show = (name) => {
    if (name === shown) return;
    for (const piece of document.querySelectorAll(".on")) piece.classList.remove("on");
    shown = name;
    if (name) for (const piece of document.querySelectorAll(`[data-of="${name}"]`)) piece.classList.add("on");
  };
  const named = (event) => {
    const piece = event.target.closest(".mark[data-of], aside [data-of]");
    return piece ? piece.dataset.of : "";
  };
  const come = (event) => { root.classList.remove("dismissed"); show(named(event)); };
  document.addEventListener("pointerover", come);
  document.addEventListener("focusin", come);
  document.addEventListener("focusout", () => show(""));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { root.classList.add("dismissed"); show(""); }
  });
})();
