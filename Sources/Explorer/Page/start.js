// Lists the models, until there is more to see.
const explorer = await (await fetch('api/explorer.json')).json();
for (const model of explorer.models) {
  const item = document.createElement('li');
  item.textContent = `${model.name}: ${model.rows} × ${model.columns}`;
  document.getElementById('models').append(item);
}
