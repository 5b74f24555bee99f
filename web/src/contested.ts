// Borders that at least one of the two neighbors does not accept, in whole or in part, as the countries are named in the
// map's data: they are drawn dashed. A pair here says nothing about whose claim is right; where only a part is contested
// the whole border is dashed, for the map has no finer pieces.
export const CONTESTED: [string, string][] = [
  ["Armenia", "Azerbaijan"], ["Azerbaijan", "Georgia"], ["Georgia", "Russia"],
  ["Russia", "Ukraine"],
  ["Serbia", "Kosovo"], ["Kosovo", "Macedonia"], ["Kosovo", "Albania"], ["Kosovo", "Montenegro"],
  ["Cyprus", "N. Cyprus"],
  ["Israel", "Palestine"], ["Israel", "Syria"], ["Israel", "Lebanon"], ["Egypt", "Palestine"], ["Jordan", "Palestine"],
  ["India", "Pakistan"], ["China", "India"], ["India", "Siachen Glacier"], ["Pakistan", "Siachen Glacier"],
  ["China", "Siachen Glacier"], ["China", "Bhutan"], ["China", "Pakistan"], ["India", "Nepal"],
  ["Afghanistan", "Pakistan"],
  ["Morocco", "W. Sahara"], ["Algeria", "W. Sahara"], ["Mauritania", "W. Sahara"],
  ["Somalia", "Somaliland"], ["Ethiopia", "Somaliland"], ["Djibouti", "Somaliland"],
  ["Sudan", "S. Sudan"], ["Kenya", "S. Sudan"], ["Egypt", "Sudan"], ["Eritrea", "Ethiopia"], ["Djibouti", "Eritrea"],
  ["Ethiopia", "Sudan"], ["Ethiopia", "Somalia"],
  ["North Korea", "South Korea"],
  ["Cambodia", "Thailand"],
  ["Kyrgyzstan", "Tajikistan"],
  ["Guyana", "Venezuela"], ["Guyana", "Suriname"], ["Belize", "Guatemala"], ["Costa Rica", "Nicaragua"],
  ["Saudi Arabia", "Yemen"],
];
