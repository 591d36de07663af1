/** French words in front of digits. */
import type { LabelWords } from './words.ts';

export const french: LabelWords = {
  phone: `téléphone téléphones tél port portable gsm fixe mobile standard ligne joignable télephone telephonique natel`,
  weak: 'appelez appeler appel appels bureau domicile travail contactez contact poste accueil secrétariat urgence urgences rappeler',
  fax: 'fax télécopie télécopieur téléfax copie télec',
  id: `facture fact commande cde bon bc devis colis dossier contrat référence réf client°
    siret siren rcs naf ape tva intracommunautaire carte compte rib cle clé guichet banque montant total prix ttc ht
    solde quantité qté lot série matricule immatriculation adhérent sécurité sociale insee nir passeport permis police sinistre
    suivi livraison expédition expedition envoi avoir acompte ticket billet réservation reservation affaire opération operation
    transaction virement mandat article bp cedex postal cp siège capital naissance né née date code identifiant
    coordonnées latitude longitude registre entreprise immatricule brevet échéance acte avis bordereau sécu pdl
    pce demande assuré allocataire agrément compteur chèque barre licence souscription
    cb bulletin`,
  owner: `commandes factures contrats comptes client clients cliente fournisseur membre abonné salarié employé usager patient adhérente locataire modèle produit version
    dépôt agence chronopost`,
  number: 'numéro numéros no n num nº',
  filler: `ancien actuel bon de du des d l la le les votre notre mon ma vos nos est et ou pour en sur professionnel professionnelle personnel perso privé interne externe nouveau direct directe siège
    autre second secondaire alternatif bonne`,
};
