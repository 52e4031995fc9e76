// How sheets stand in rows.

// As the book lies open: a left-hand page begins a row, a right-hand one ends it; a cover that lies open stands alone.
export function inSpreads(sheets) {
  const rows = [];
  let left = null;
  const close = () => {
    if (left !== null) rows.push([left, null]);
    left = null;
  };
  sheets.forEach(({ side }, at) => {
    if (side === "recto") {
      rows.push([left, at]);
      left = null;
      return;
    }
    close();
    if (side === "verso") left = at;
    else rows.push([at]);
  });
  close();
  return rows;
}

export function single(sheets) {
  return sheets.map((_sheet, at) => [at]);
}
