// Borders that at least one of the two neighbors does not accept, as the countries are named in the map's data: they are
// drawn dashed. A pair here says nothing about whose claim is right. Where only parts are contested, `parts` are boxes
// (west, south, east, north) around them, and the rest is drawn as any border. The data are cut at the lines that are
// held, not at those that are claimed; what has no line there cannot be dashed: Abkhazia, South Ossetia, Transnistria
// and Nagorno-Karabakh toward the states that they are, or were, claimed by; the states of Kashmir; Abyei.
export interface Contested { between: [string, string]; parts?: [number, number, number, number][] }

export const CONTESTED: Contested[] = [
  { between: ["Armenia", "Azerbaijan"] },
  { between: ["Azerbaijan", "Georgia"], parts: [[45.1, 41.35, 45.7, 41.6]] },
  { between: ["Georgia", "Russia"], parts: [[39.9, 42.9, 42.75, 43.7], [43.45, 42.3, 44.6, 42.95]] },
  { between: ["Russia", "Ukraine"], parts: [[32, 45, 36.8, 46.4], [37.9, 46.9, 40.3, 49.95]] },
  { between: ["Serbia", "Kosovo"] }, { between: ["Kosovo", "Macedonia"] }, { between: ["Kosovo", "Albania"] },
  { between: ["Kosovo", "Montenegro"] },
  { between: ["Cyprus", "N. Cyprus"] },
  { between: ["Israel", "Palestine"] }, { between: ["Israel", "Syria"] }, { between: ["Israel", "Lebanon"] },
  { between: ["Egypt", "Palestine"] }, { between: ["Jordan", "Palestine"] },
  { between: ["India", "Pakistan"], parts: [[73.3, 32.25, 78, 35.7], [68, 23.5, 68.8, 24.1]] },
  { between: ["China", "India"], parts: [[77.5, 30.2, 81.1, 35.7], [91.5, 26.5, 97.5, 29.6]] },
  { between: ["India", "Siachen Glacier"] }, { between: ["Pakistan", "Siachen Glacier"] },
  { between: ["China", "Siachen Glacier"] }, { between: ["China", "Pakistan"] },
  { between: ["China", "Bhutan"], parts: [[88.85, 27.2, 89.7, 28.1], [90.3, 27.9, 91.3, 28.4]] },
  { between: ["India", "Nepal"], parts: [[80.1, 29.8, 81.1, 30.4], [83.7, 27.2, 84.1, 27.5]] },
  { between: ["Afghanistan", "Pakistan"] },
  { between: ["Morocco", "W. Sahara"] }, { between: ["Algeria", "W. Sahara"] }, { between: ["Mauritania", "W. Sahara"] },
  { between: ["Somalia", "Somaliland"] }, { between: ["Ethiopia", "Somaliland"] }, { between: ["Djibouti", "Somaliland"] },
  { between: ["Sudan", "S. Sudan"] }, { between: ["Kenya", "S. Sudan"] },
  { between: ["Egypt", "Sudan"], parts: [[33.1, 21.5, 37.1, 22.5]] },
  { between: ["Eritrea", "Ethiopia"] },
  { between: ["Djibouti", "Eritrea"], parts: [[42.95, 12.55, 43.2, 12.8]] },
  { between: ["Ethiopia", "Sudan"], parts: [[35.5, 12.5, 36.7, 14.4]] },
  { between: ["Ethiopia", "Somalia"] },
  { between: ["North Korea", "South Korea"] },
  { between: ["Cambodia", "Thailand"] },
  { between: ["Guyana", "Venezuela"] },
  { between: ["Guyana", "Suriname"], parts: [[-58.3, 1.8, -56.4, 3.5]] },
  { between: ["Belize", "Guatemala"] },
  { between: ["Costa Rica", "Nicaragua"], parts: [[-83.8, 10.6, -83.5, 11.1]] },
];
