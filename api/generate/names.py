"""Names for made-up people; any likeness is by chance."""

from api.generate.draw import Stream

FIRST = (
    "Aaliyah", "Aaron", "Abena", "Adriana", "Ahmed", "Aiko", "Alejandro", "Amara", "Amy", "Ana", "Andre", "Angela",
    "Anh", "Anita", "Arjun", "Barbara", "Beatriz", "Brandon", "Brenda", "Caleb", "Camila", "Carlos", "Carol", "Chen",
    "Chioma", "Christopher", "Claire", "Cynthia", "Daniel", "Darnell", "Deborah", "Deepa", "Denise", "Diego", "Dolores",
    "Elena", "Elijah", "Emily", "Erin", "Ethan", "Farah", "Felix", "Fiona", "Gabriel", "Gloria", "Grace", "Hannah",
    "Hassan", "Heather", "Hiroshi", "Imani", "Ines", "Isaac", "Ivy", "Jamal", "Jasmine", "Javier", "Jennifer", "Jorge",
    "Joy", "Julia", "Karen", "Keisha", "Kevin", "Kofi", "Lakshmi", "Laura", "Leah", "Liam", "Linh", "Lucia", "Malik",
    "Marcus", "Maria", "Maya", "Mei", "Miguel", "Naomi", "Nathan", "Nia", "Nicole", "Nikhil", "Noor", "Olga", "Omar",
    "Patrick", "Paula", "Priya", "Rachel", "Rafael", "Rebecca", "Rosa", "Ryan", "Samuel", "Sara", "Sofia", "Tamika",
    "Teresa", "Thomas", "Tomas", "Uma", "Valerie", "Victor", "Wanda", "Wei", "Xavier", "Yasmin", "Yuki", "Zachary",
    "Zoe",
)  # fmt: skip
LAST = (
    "Abbott", "Abdi", "Acosta", "Adeyemi", "Ahmadi", "Alvarez", "Andersen", "Baker", "Banerjee", "Barnes", "Becker",
    "Bennett", "Boyd", "Brooks", "Bui", "Campbell", "Cardoso", "Castillo", "Chandra", "Chang", "Cole", "Cooper", "Cruz",
    "Dang", "Davies", "Delgado", "Diaz", "Dixon", "Duarte", "Eze", "Farah", "Fischer", "Fitzgerald", "Flores", "Foster",
    "Fuentes", "Gallagher", "Garcia", "Gibson", "Gomez", "Greene", "Gupta", "Haddad", "Hansen", "Harris", "Hayes",
    "Herrera", "Hoang", "Howard", "Huang", "Ibrahim", "Iyer", "Jackson", "Jansen", "Jenkins", "Johansson", "Jordan",
    "Kapoor", "Kaur", "Kelley", "Khan", "Kim", "King", "Kowalski", "Kumar", "Lambert", "Larsen", "Lee", "Lewis", "Lin",
    "Lopez", "Mahoney", "Martinez", "Mbeki", "Medina", "Mehta", "Mensah", "Miller", "Mitchell", "Morales", "Moreau",
    "Morgan", "Murphy", "Nair", "Nakamura", "Navarro", "Nelson", "Ng", "Nguyen", "Novak", "Nunez", "Obi", "Ochoa",
    "Okafor", "Olsen", "Ortiz", "Osei", "Owens", "Parker", "Patel", "Pereira", "Perry", "Petrov", "Pham", "Phillips",
    "Powell", "Quinn", "Ramirez", "Rao", "Reyes", "Rivera", "Roberts", "Romero", "Rossi", "Russell", "Salazar",
    "Sanchez", "Santos", "Sato", "Schmidt", "Shah", "Silva", "Singh", "Soto", "Stewart", "Suarez", "Sullivan", "Tanaka",
    "Taylor", "Torres", "Tran", "Turner", "Vargas", "Vasquez", "Vega", "Walker", "Wang", "Ward", "Washington", "Weber",
    "White", "Williams", "Wong", "Wood", "Yamamoto", "Yang", "Young", "Zhang", "Zimmermann",
)  # fmt: skip


def names(rng: Stream, count: int) -> list[str]:
    """So many full names, no two alike (there are some sixteen thousand)."""
    chosen = rng.permutation(len(FIRST) * len(LAST))[:count].tolist()
    return [f"{FIRST[number // len(LAST)]} {LAST[number % len(LAST)]}" for number in chosen]
